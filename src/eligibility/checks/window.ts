import type { Check } from '../check.js'
import { nextAfter } from '../check.js'

/** E3: a delivery runs from `from` until `until`, both included. */
export const windowCheck: Check = {
  name: 'window',
  fails: ({ delivery }, _subject, { now }) => {
    if (delivery === null) return null
    if (delivery.from !== null && now < delivery.from) return 'before_from'
    return delivery.until !== null && now > delivery.until ? 'after_until' : null
  },
  find: (candidate, subject, moment) => ({
    check: 'window',
    passes: windowCheck.fails(candidate, subject, moment) === null,
    from: candidate.delivery?.from ?? null,
    until: candidate.delivery?.until ?? null,
  }),
  passesAt: ({ delivery }, _subject, { now }) => nextAfter(now, [delivery?.from ?? null]),
  turnsAt: ({ delivery }, _subject, { now }) => {
    if (delivery === null) return nextAfter(now, [])
    return nextAfter(now, [delivery.from, delivery.until === null ? null : delivery.until + 1])
  },
}
