import type { Facts } from '../../conditions/index.js'
import type { Instant } from '../../model/index.js'
import { withFact } from './guess.js'
import { samplesOf } from './samples.js'
import type { Leaf, Place } from './tree.js'

/** How many values of one place are tried to turn one comparison, and how many comparisons tell them apart. */
const maxValues = 3
export const maxLeaves = 16

/**
 * Values that make a comparison answer as wanted. Of those that all comparisons of the same place answer alike one is
 * enough, so almost always there is just one.
 */
export function valuesFor(leaf: Leaf, place: Place, wanted: boolean, facts: Facts, now: Instant): readonly unknown[] {
  const kin = place.leaves.length > maxLeaves ? place.leaves.slice(0, maxLeaves) : place.leaves
  const values: unknown[] = []
  const told = new Set<string>()
  for (const value of proposals(leaf, place, kin, facts, now)) {
    const changed = withFact(facts, place, value)
    if (leaf.compiled.test(changed, now) !== wanted) continue
    const says = kin.map(({ compiled }) => (compiled.test(changed, now) ? 'y' : 'n')).join('')
    if (told.has(says)) continue
    told.add(says)
    values.push(value)
    if (values.length === maxValues || kin.length === 1) break
  }
  return values
}

/**
 * What the comparison itself proposes, what lies beyond all numbers that its place is compared with, what the others
 * propose, then numbers between, then nothing.
 */
function* proposals(leaf: Leaf, place: Place, kin: readonly Leaf[], facts: Facts, now: Instant): Generator<unknown> {
  const numbers: number[] = []
  for (const sample of samplesIn(leaf, facts, now)) {
    if (typeof sample === 'number') numbers.push(sample)
    yield sample
  }
  if (kin.length === 1) {
    yield undefined
    return
  }
  yield* beyond(place)
  for (const sample of kin.flatMap((one) => (one === leaf ? [] : samplesIn(one, facts, now)))) {
    if (typeof sample === 'number') numbers.push(sample)
    yield sample
  }
  numbers.sort((a, b) => a - b)
  for (const [k, number] of numbers.entries()) if (k > 0) yield ((numbers[k - 1] as number) + number) / 2
  yield undefined
}

/**
 * A trait of null is removed, as `identify` does, so none has it. A list is one of its own: a profile's never is the very
 * list that the catalog has, which `equal` would ask for.
 */
const samplesIn = ({ source: { operator, value }, compiled }: Leaf, facts: Facts, now: Instant): readonly unknown[] =>
  samplesOf(operator, value, compiled.actual(facts), now)
    .filter((sample) => (sample ?? null) !== null)
    .map((sample) => (Array.isArray(sample) ? [...sample] : sample))

function* beyond({ leaves }: Place): Generator<number> {
  let least = Number.POSITIVE_INFINITY
  let most = Number.NEGATIVE_INFINITY
  for (const { source } of leaves) {
    if (typeof source.value !== 'number') continue
    least = Math.min(least, source.value)
    most = Math.max(most, source.value)
  }
  if (most >= least) {
    yield most + 1
    yield least - 1
  }
}
