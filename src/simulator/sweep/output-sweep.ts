import type { TraceReport } from '../reading.js'
import type { SweepFigures, SweepPoint, SweepResult } from './sweep.js'
import type { Parameter } from './vary.js'

/** A sweep as data, in the words of our documents. */
export interface SweepOutput {
  /** Ended early: the figures stand for what was read until then. */
  readonly partial: boolean
  readonly trace: TraceReport
  readonly profiles: number
  readonly parameters: readonly { readonly name: string; readonly current: string | number | null }[]
  readonly base: SweepFigures
  readonly combinations: readonly SweepPointOutput[]
}

export interface SweepPointOutput extends SweepFigures {
  /** By the parameters' names. */
  readonly values: Readonly<Record<string, string | number>>
  readonly base: boolean
  readonly front: boolean
  readonly worse_off: { readonly more_shows_in_a_week: number; readonly lost_every_show: number }
}

/** Writes the result of a sweep for machines. Plain data: it survives `JSON.stringify`. */
export function writeSweep(
  { profiles, base, points, trace, isPartial }: SweepResult,
  parameters: readonly Parameter[],
): SweepOutput {
  return {
    partial: isPartial,
    trace,
    profiles,
    parameters: parameters.map(({ name, current }) => ({ name, current })),
    base,
    combinations: points.map((point) => writePoint(point, parameters)),
  }
}

const writePoint = (
  { values, isBase, isOnFront, worseOff, ...figures }: SweepPoint,
  parameters: readonly Parameter[],
): SweepPointOutput => ({
  values: Object.fromEntries(parameters.map(({ name }, k) => [name, values[k] as string | number])),
  base: isBase,
  front: isOnFront,
  ...figures,
  worse_off: { more_shows_in_a_week: worseOff.tired, lost_every_show: worseOff.unreached },
})
