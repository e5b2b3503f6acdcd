import type { Candidate } from '../candidate.js'
import type { Check } from '../check.js'
import { isInside } from '../segments.js'

/** S: the experience's segment; a delivery asks for it only with `use_segmentation`. */
export const segmentCheck: Check = {
  fails: (candidate, subject, { now }) =>
    isSegmentSkipped(candidate) || isInside(subject, candidate.experience.index, now) ? null : 'segment_mismatch',
  turns: ({ experience }, subject, { now }) => {
    const segment = subject.engine.segments[experience.segment]
    return segment === undefined ? [] : [segment.condition.turnsAt(subject, now)]
  },
}

export const isSegmentSkipped = ({ delivery }: Candidate): boolean => delivery !== null && !delivery.useSegmentation
