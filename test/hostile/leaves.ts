import type { Draw } from './draw.js'

/** A number as its text: what `JSON.stringify` would never write. */
export class Spelled {
  constructor(readonly text: string) {}
}

/** Keys that every object has without having been given them, and some that lead elsewhere. */
export const hostileKeys = [
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'valueOf',
  'hasOwnProperty',
  '__defineGetter__',
  'then',
  'toJSON',
  'length',
  '0',
  '-1',
  '',
  '$ref',
  'a/b~c',
  '<<',
  '\u0000',
  '\ud800',
  '🦉',
  'key with\na line break',
] as const

export const hostileTexts = [
  '',
  ' ',
  '\u0000',
  'a\u0000b',
  '\ud800',
  'x\udc00y',
  '\ufeff',
  '\u202e',
  '\u2028',
  '\r\n',
  "'; drop table profiles; --",
  '<script>alert(1)</script>',
  '__proto__',
  'constructor',
  'toString',
  'null',
  'NaN',
  '-0',
  '1e400',
  '2029-02-30',
  '0000-00-00T00:00:00Z',
  '275760-09-13T00:00:00.001Z',
  '+999999999999d',
  '$now',
  '*'.repeat(60),
  '(a+)+$',
  '%s%n%00%ff',
  '../../etc/passwd',
  'x'.repeat(257),
] as const

const numbers = [
  0,
  -0,
  -1,
  0.1,
  1e308,
  -1e308,
  5e-324,
  2 ** 53,
  -(2 ** 53) - 2,
  2 ** 31,
  2 ** 32,
  1e21,
  253_402_300_800,
]
const spellings = [
  '1e400',
  '-1e400',
  '-0',
  '-0.0',
  '1E+999',
  '0.1e-400',
  `${'9'.repeat(400)}`,
  '1.0000000000000000000000001',
]

/** What text can hold, whatever it is read by. */
export function plainLeaf(draw: Draw): unknown {
  switch (draw.below(9)) {
    case 0:
    case 1:
      return draw.pick(hostileTexts)
    case 2:
      return draw.pick(numbers)
    case 3:
      return new Spelled(draw.pick(spellings))
    case 4:
      return draw.pick([null, true, false])
    case 5:
      return draw.pick([[], {}, [[]], [null], { '': null }])
    case 6:
      return draw.pick(hostileKeys)
    case 7:
      // Rarely as long as the limits of text are.
      return draw.chance(0.04)
        ? draw.pick(['x', '\ud83d\ude00', 'a,']).repeat(draw.pick([4_096, 8_192, 8_193, 9_000]))
        : 'x'
    default:
      return draw.pick(hostileKeys)
  }
}

/** What only a program can hand over. */
export function exoticLeaf(draw: Draw): unknown {
  switch (draw.below(12)) {
    case 0:
      return Number.NaN
    case 1:
      return draw.pick([Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, -0])
    case 2:
      return 10n ** 30n
    case 3:
      return Symbol('hostile')
    case 4:
      return () => 1
    case 5:
      return undefined
    case 6:
      return new Date(draw.pick([0, Number.NaN, 8.64e15]))
    case 7:
      return new Map([['id', 'x']])
    case 8:
      return Object.create(null)
    case 9:
      // biome-ignore lint/suspicious/noSparseArray: a list with a hole in it is what is wanted
      return [1, , 3]
    case 10:
      return new (class Odd {
        id = 'odd'
        kind = 'tour'
      })()
    default:
      return new Uint8Array([1, 2, 3])
  }
}
