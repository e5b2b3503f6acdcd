import { ajv } from './ajv.js'
import { casl } from './casl.js'
import { cedarWasm } from './cedar.js'
import { closures } from './closures.js'
import { growthbook } from './growthbook.js'
import { jsonLogicEngine } from './json-logic-engine.js'
import { jsonLogicJs } from './json-logic-js.js'
import { jsonRulesEngine } from './json-rules-engine.js'
import { mingo } from './mingo.js'
import type { Peer } from './peer.js'
import { sift } from './sift.js'
import { unleash } from './unleash.js'
import { zenEngine } from './zen-engine.js'

export const peers: readonly Peer[] = [
  closures,
  jsonLogicEngine,
  jsonLogicJs,
  casl,
  ajv,
  growthbook,
  unleash,
  mingo,
  sift,
  jsonRulesEngine,
  zenEngine,
  cedarWasm,
]
