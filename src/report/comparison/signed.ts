import { count } from '../../describe/count.js'

/** A difference, with its sign. */
export const signed = (value: number): string =>
  value > 0 ? `+${count(value)}` : value < 0 ? `−${count(-value)}` : '0'
