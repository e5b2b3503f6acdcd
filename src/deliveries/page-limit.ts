import type { Reader } from './params.js'
import { wholeNumber } from './readers.js'

/** How much a page of any list has where it is not said (D11). */
export const usualPageLimit = 50

const wholeLimit = wholeNumber({ min: 1, max: 500 })

/** How much a page of any list has at most (D11). A query string carries digits, not numbers. */
export const pageLimit: Reader<number> = (value) =>
  wholeLimit(typeof value === 'string' && /^\d{1,9}$/.test(value) ? Number(value) : value)
