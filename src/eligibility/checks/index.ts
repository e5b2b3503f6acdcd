import type { Check } from '../check.js'
import { controlGroupCheck } from './control-group.js'
import { historyCheck } from './history.js'
import { limitsCheck } from './limits.js'
import { liveCheck } from './live.js'
import { onceCheck } from './once.js'
import { segmentCheck } from './segment.js'
import { triggersCheck } from './triggers.js'
import { urlCheck } from './url.js'
import { windowCheck } from './window.js'

/** What a delivery must pass, in this order (E3). The first failure decides what becomes of it. */
export const deliveryChecks: readonly Check[] = [
  windowCheck,
  liveCheck,
  urlCheck,
  segmentCheck,
  onceCheck,
  triggersCheck,
]

/** What an automatic experience must pass, in this order (E5). */
export const automaticChecks: readonly Check[] = [
  liveCheck,
  controlGroupCheck,
  urlCheck,
  segmentCheck,
  historyCheck,
  limitsCheck,
  triggersCheck,
]
