import { type Code, codes } from '../../model/code.js'

/** A candidate's code, or `away`: not live, not on its page, not in its segment, or not in the catalog at all. */
export type Standing = 'away' | Code

/** In the order in which matrices are written. `away` is 0, so that what nothing was said of stands there. */
export const standings: readonly Standing[] = ['away', ...codes]

export const standingOf: ReadonlyMap<Code, number> = new Map(codes.map((code, index) => [code, index + 1]))

/**
 * How often a candidate went from one code (the first key) to another (the second). What is 0 is left out; keys are
 * in the order of X2, so that equal matrices are written alike.
 */
export type ReasonMatrix = Readonly<Partial<Record<Standing, Readonly<Partial<Record<Standing, number>>>>>>

export const noReasons: ReasonMatrix = {}

/** The cells of a matrix, row after row, as they are counted. */
export const cellCount = standings.length * standings.length

export const cellOf = (before: number, after: number): number => before * standings.length + after

/** @param cells where the matrix begins at `start` */
export function matrixOf(cells: ArrayLike<number>, start = 0): ReasonMatrix {
  return build((before, after) => cells[start + cellOf(before, after)] ?? 0)
}

export function addMatrices(a: ReasonMatrix, b: ReasonMatrix): ReasonMatrix {
  const at = (matrix: ReasonMatrix, before: number, after: number): number =>
    matrix[standings[before] as Standing]?.[standings[after] as Standing] ?? 0
  return build((before, after) => at(a, before, after) + at(b, before, after))
}

function build(count: (before: number, after: number) => number): ReasonMatrix {
  const rows = standings.flatMap((from, before) => {
    const row = standings.flatMap((to, after) => {
      const times = count(before, after)
      return times === 0 ? [] : [[to, times] as const]
    })
    return row.length === 0 ? [] : [[from, Object.fromEntries(row)] as const]
  })
  return Object.fromEntries(rows)
}
