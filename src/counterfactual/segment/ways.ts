import type { Facts } from '../../conditions/index.js'
import type { Instant } from '../../model/index.js'
import { properParts } from '../parts.js'
import { flipsOf } from './flips.js'
import { Guess, type Setting } from './guess.js'
import type { Tree } from './tree.js'
import { maxLeaves, valuesFor } from './values.js'

/** Ways into a segment, the shortest first: each gives some places another value, and no part of it is a way. */
export interface Ways {
  readonly ways: readonly (readonly Setting[])[]
  /** Whether the search was given up before there was nothing left to find. */
  readonly more: boolean
}

/** The bounds of one search: ways, places in one way, comparisons to choose from, guesses, comparisons in all guesses. */
const maxWays = 8
const maxSettings = 8
const maxFlips = 12
const maxGuesses = 400
const maxAnswers = 200_000

/**
 * The smallest sets of traits that bring a profile into a segment which it is not in. One of the comparisons that would
 * have to turn is turned, then one of those that would still have to, level by level: so a shorter way is found before
 * any that contains it.
 */
export function waysInto(tree: Tree, facts: Facts, now: Instant): Ways {
  const ways: (readonly Setting[])[] = []
  const seen = new Set<string>()
  const most = Math.min(maxGuesses, Math.ceil(maxAnswers / (tree.leaves.length + 1)))
  let more = false
  let frontier = [Guess.first(tree, facts, now)]
  for (let length = 1; length <= maxSettings && frontier.length > 0 && ways.length < maxWays; length++) {
    const next: Guess[] = []
    for (const guess of frontier) {
      const flips = flipsOf(tree.root, true, guess, maxFlips)
      if (flips.length > maxFlips) more = true
      for (const setting of settingsOf(flips, guess.facts, now)) {
        const tried = guess.with(setting)
        if (seen.has(tried.name) || ways.some((way) => way.every(({ place }) => tried.isSet(place)))) continue
        if (seen.size >= most) return { ways, more: true }
        if (setting.place.leaves.length > maxLeaves) more = true
        seen.add(tried.name)
        if (tried.holds(tree.root)) ways.push(leastOf(tried.settings, tree, facts, now))
        else next.push(tried)
      }
    }
    frontier = next
  }
  return { ways, more: more || frontier.length > 0 }
}

/** The smallest part of a way that is one. What is turned first may be turned by what is turned later, too. */
function leastOf(way: readonly Setting[], tree: Tree, facts: Facts, now: Instant): readonly Setting[] {
  const isWay = (part: readonly Setting[]): boolean =>
    part.reduce((guess, setting) => guess.with(setting), Guess.first(tree, facts, now)).holds(tree.root)
  return properParts(way).find(isWay) ?? way
}

function* settingsOf(flips: ReturnType<typeof flipsOf>, facts: Facts, now: Instant): Generator<Setting> {
  for (const { leaf, wanted } of flips.slice(0, maxFlips)) {
    if (leaf.place === null) continue
    for (const to of valuesFor(leaf, leaf.place, wanted, facts, now)) yield { place: leaf.place, to, leaf, wanted }
  }
}
