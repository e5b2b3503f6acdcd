import { never } from '../model/index.js'
import { alternatives, type Stuck } from './alternatives.js'
import type { View } from './outlook.js'
import { touches, type Whose } from './touches.js'
import type { Passage } from './ways.js'

/**
 * The ways past each obstacle of a view: in a later one, past those that do not end by themselves. What ways past others
 * may have an effect on comes after these, and what has few ways comes first.
 */
export function passagesOf({ at, obstacles }: View, stuck: Omit<Stuck, 'at'>, whose: Whose): readonly Passage[] {
  const isNow = at === stuck.stage.question.now
  const lasting = isNow ? obstacles : obstacles.filter(({ endsAt }) => endsAt === never)
  const passages = lasting.map((obstacle) => ({ obstacle, ...alternatives(obstacle, { ...stuck, at }) }))
  if (passages.length === 1) return passages
  const places = new Map(passages.map((one) => [one, placeOf(one, passages, whose)]))
  const placed = (one: Passage): number => places.get(one) ?? 0
  return passages.sort((a, b) => placed(a) - placed(b) || a.ways.length - b.ways.length)
}

/** How many others may have an effect on an obstacle by the way, less how many it may have one on. */
const placeOf = (one: Passage, passages: readonly Passage[], whose: Whose): number =>
  passages.reduce(
    (place, other) =>
      other === one ? place : place + Number(affects(other, one, whose)) - Number(affects(one, other, whose)),
    0,
  )

const affects = ({ ways }: Passage, { obstacle }: Passage, whose: Whose): boolean =>
  ways.some((way) => way.some(({ change }) => touches(change, obstacle, whose)))
