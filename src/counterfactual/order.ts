import type { Change, ChangeActor } from './change.js'
import type { Step } from './step.js'

const actors: readonly ChangeActor[] = ['time', 'user', 'author', 'nobody']

/** Within one actor: what is nearer to what was asked comes first. A kind that is missing here does not compile. */
const kinds: Readonly<Record<Change['kind'], number>> = {
  wait: 0,
  load: 1,
  page: 2,
  trigger: 3,
  track: 4,
  trait: 5,
  enable: 6,
  delivery: 7,
  delivery_position: 8,
  remove_delivery: 9,
  publish: 10,
  unpublish: 11,
  position: 12,
  automatic_order: 13,
  group_size: 14,
  exempt: 15,
  recurrence: 16,
  control_group: 17,
  url_rules: 18,
  segment: 19,
  without_show: 20,
}

/**
 * The order of the changes in a set: by who can do them, then by kind, then by what they are. A set has one wait at
 * most, and until when says nothing about its place among others.
 */
export const byStep = (a: Step, b: Step): number =>
  rank(a) - rank(b) ||
  kinds[a.change.kind] - kinds[b.change.kind] ||
  (a.change.kind === 'wait' ? 0 : byText(a.name, b.name))

/**
 * The order of sets: by how many changes, then by who can do the hardest of them, the next hardest, and so on; then
 * change by change. It is total, for no two sets that are found change the same things. The steps of each are in order.
 */
export function bySize(a: readonly Step[], b: readonly Step[]): number {
  if (a.length !== b.length) return a.length - b.length
  for (let k = a.length - 1; k >= 0; k--) {
    const difference = rank(a[k] as Step) - rank(b[k] as Step)
    if (difference !== 0) return difference
  }
  for (const [k, one] of a.entries()) {
    const difference = byStep(one, b[k] as Step)
    if (difference !== 0) return difference
  }
  return 0
}

const rank = ({ change }: Step): number => actors.indexOf(change.by)

/** T7: by UTF-16 code unit. */
const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
