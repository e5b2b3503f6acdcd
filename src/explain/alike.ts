import type { Engine } from '../engine/index.js'

const known = new WeakMap<Engine, readonly number[]>()

/**
 * A number for each experience of an engine, counted from 0: those of one number are in the same groups and are all
 * exempt or none (L1, L7), so what limits say of one they say of all.
 */
export function alikeIn(engine: Engine): readonly number[] {
  let found = known.get(engine)
  if (found === undefined) {
    const numbers = new Map<string, number>()
    found = engine.experiences.map(({ source, groups }) => {
      const key = source.rateUnlimitAt === null ? groups.map(({ index }) => index).join() : 'exempt'
      const number = numbers.get(key) ?? numbers.size
      numbers.set(key, number)
      return number
    })
    known.set(engine, found)
  }
  return found
}
