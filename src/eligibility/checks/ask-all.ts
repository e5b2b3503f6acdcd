import type { Answers } from '../attempt.js'
import type { Candidate, Moment } from '../candidate.js'
import type { Subject } from '../subject.js'
import { controlGroupCheck } from './control-group.js'
import { historyCheck } from './history.js'
import { limitsCheck } from './limits.js'
import { liveCheck } from './live.js'
import { onceCheck } from './once.js'
import { segmentCheck } from './segment.js'
import { triggersCheck } from './triggers.js'
import { urlCheck } from './url.js'
import { windowCheck } from './window.js'

/**
 * What all checks of a candidate say, in their order. Each is called from a place of its own, which makes an explanation
 * a tenth faster than going through `automaticChecks` and `deliveryChecks` (docs/performance.md).
 *
 * Law: it is what those lists say one by one.
 */
export const askAll = (candidate: Candidate, subject: Subject, moment: Moment): Answers =>
  candidate.delivery === null
    ? [
        liveCheck.fails(candidate, subject, moment),
        controlGroupCheck.fails(candidate, subject, moment),
        urlCheck.fails(candidate, subject, moment),
        segmentCheck.fails(candidate, subject, moment),
        historyCheck.fails(candidate, subject, moment),
        limitsCheck.fails(candidate, subject, moment),
        triggersCheck.fails(candidate, subject, moment),
      ]
    : [
        windowCheck.fails(candidate, subject, moment),
        liveCheck.fails(candidate, subject, moment),
        urlCheck.fails(candidate, subject, moment),
        segmentCheck.fails(candidate, subject, moment),
        onceCheck.fails(candidate, subject, moment),
        triggersCheck.fails(candidate, subject, moment),
      ]
