import { codes } from '../../model/code.js'
import type { ReasonMatrix, Standing } from '../../simulator/compare/reason-matrix.js'
import type { Place, Stream } from '../chart/flow.js'
import { toneOf } from '../tone.js'
import { wordsOf } from '../words.js'

/** What changed, most first: what stands as before is no change. */
export const streamsOf = (matrix: ReasonMatrix): readonly Stream[] =>
  Object.entries(matrix)
    .flatMap(([from, row]) => Object.entries(row ?? {}).map(([to, times]) => ({ from, to, times })))
    .filter(({ from, to, times }) => from !== to && times > 0)
    .sort((a, b) => b.times - a.times)

/** How many stand as before. */
export const unchangedIn = (matrix: ReasonMatrix): number =>
  Object.entries(matrix).reduce((sum, [from, row]) => sum + (row?.[from as Standing] ?? 0), 0)

/** What showed comes first, then the order of the closed list, then what was not near at all. */
export const places: readonly Place[] = [
  ...codes.map((code): Place => ({ name: code, words: wordsOf(code), colour: { tone: toneOf[code] } })),
  { name: 'away', words: 'not near', colour: { tone: 'away' } },
]

export const placeWords = (name: string): string =>
  name === 'away'
    ? 'not near: not live, not on its page or not in its segment'
    : wordsOf(name as (typeof codes)[number])
