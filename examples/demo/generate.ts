import { formatInstant } from 'oncue'
import { type Line, livesThrough } from './month.js'
import { createPerson } from './person.js'
import { createRandom } from './random.js'

export interface GenerateOptions {
  readonly people?: number
  readonly seed?: number
}

/** March 2029 at Tally, as a trace: one JSON text a line, in the order of time. Reads no clock and no chance. */
export function generate({ people = 5_000, seed = 20_290_301 }: GenerateOptions = {}): string[] {
  const lines: Line[] = []
  for (let number = 1; number <= people; number++) {
    // Each person has their own luck: with more people, those who were there do the same.
    const random = createRandom(seed ^ Math.imul(number, 0x9e3779b1))
    lines.push(...livesThrough(createPerson(number, random), random).sort((a, b) => a.at - b.at))
  }
  return lines.sort((a, b) => a.at - b.at).map(write)
}

const write = ({ at, type, fields }: Line): string => JSON.stringify({ type, at: formatInstant(at), ...fields })
