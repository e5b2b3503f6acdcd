import { reasons } from '../describe/reasons.js'
import { share } from '../describe/share.js'
import { span } from '../describe/span.js'
import type { Code } from '../model/index.js'

/** A code in a few words. */
export const wordsOf = (code: Code): string => reasons[code].words

/** A part of a whole, on one line: `12.3 %`. */
export const shareOf = (part: number, whole: number): string => unbroken(share(part, whole))

/** A time span, on one line: `1 h 59 min`. */
export const spanOf = (ms: number): string => unbroken(span(ms))

/** No line ends within it. */
export const unbroken = (text: string): string => text.replaceAll(' ', '\u00a0')
