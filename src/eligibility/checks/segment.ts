import { explainCondition } from '../../conditions/index.js'
import { never } from '../../model/index.js'
import type { Candidate } from '../candidate.js'
import type { Check } from '../check.js'
import { isInside } from '../segments.js'

/** S: the experience's segment; a delivery asks for it only with `use_segmentation`. */
export const segmentCheck: Check = {
  name: 'segment',
  fails: (candidate, subject, { now }) =>
    isSkipped(candidate) || isInside(subject, candidate.experience.index, now) ? null : 'segment_mismatch',
  find: (candidate, subject, moment) => {
    const { segment } = candidate.experience.source
    return {
      check: 'segment',
      passes: segmentCheck.fails(candidate, subject, moment) === null,
      skipped: isSkipped(candidate),
      tree: segment === null ? null : explainCondition(segment, subject.engine.condition, subject, moment.now),
    }
  },
  turnsAt: ({ experience }, subject, { now }) =>
    subject.engine.segments[experience.segment]?.condition.turnsAt(subject, now) ?? never,
}

const isSkipped = ({ delivery }: Candidate): boolean => delivery !== null && !delivery.useSegmentation
