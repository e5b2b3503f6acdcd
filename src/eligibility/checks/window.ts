import { never } from '../../model/index.js'
import type { Check } from '../check.js'

/** E3: a delivery runs from `from` until `until`, both included. */
export const windowCheck: Check = {
  fails: ({ delivery }, _subject, { now }) => {
    if (now < (delivery?.from ?? now)) return 'before_from'
    return now > (delivery?.until ?? now) ? 'after_until' : null
  },
  turns: ({ delivery }) => [delivery?.from ?? never, (delivery?.until ?? never) + 1],
}
