import type { Profile } from '../model/index.js'
import type { Store } from '../store/index.js'

/** Gives an empty store by two handles, as two servers have; the same one twice where there is but one. */
export type Fresh = () => Promise<readonly [Store, Store]>

/** One promise of a store, and what finds out whether it is kept. */
export interface StoreCheck {
  readonly name: string
  /** Comes back if it is kept. @throws StoreCheckFailure where it is not, and what the store throws */
  readonly run: (fresh: Fresh) => Promise<void>
}

/** A promise that a store does not keep: what was asked, what was to come, and what came. */
export class StoreCheckFailure extends Error {
  override readonly name = 'StoreCheckFailure'
}

/** @throws StoreCheckFailure unless both are the same JSON, keys in the same order */
export function same(what: string, actual: unknown, expected: unknown): void {
  const [found, wanted] = [JSON.stringify(actual), JSON.stringify(expected)]
  if (found !== wanted) throw new StoreCheckFailure(`${what}: expected ${cut(wanted)}, found ${cut(found)}`)
}

/** The same for profiles: the order of their own fields says nothing, that inside of traits and options stays. */
export function sameProfile(what: string, actual: Profile | undefined, expected: Profile): void {
  same(what, actual && inOrder(actual), inOrder(expected))
}

const inOrder = ({ interactions, deliveries, ...rest }: Profile): unknown => [
  sorted(rest),
  interactions.map(sorted),
  deliveries.map(sorted),
]

/** A value's fields by name, for where their order says nothing. */
export const sorted = (value: object | null | undefined): unknown =>
  Object.entries(value ?? {}).sort(([a], [b]) => (a < b ? -1 : 1))

const cut = (text: string | undefined): string => {
  const whole = text ?? 'nothing'
  return whole.length > 300 ? `${whole.slice(0, 300)}…` : whole
}
