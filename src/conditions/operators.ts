import { chameleonOperators } from './chameleon-operators.js'
import { mpcOperators } from './mpc-operators.js'
import type { Operator } from './operator.js'
import { rulesEngineOperators } from './rules-engine-operators.js'

const table = { ...rulesEngineOperators, ...chameleonOperators, ...mpcOperators }

/** Every operator's canonical name (S3, S4). */
export type OperatorName = keyof typeof table

/** The one table of operators: json-rules-engine's own (S3), `chameleon.*` and `mpc.*` (S4). */
export const operators: Readonly<Record<OperatorName, Operator>> = table
