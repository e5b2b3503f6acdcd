/** A small generator of pseudo-random numbers (mulberry32): the same seed gives the same month on every machine. */
export interface Random {
  /** From 0 inclusive to 1 exclusive. */
  next(): number
  chance(probability: number): boolean
  /** A whole number from `least` to `most`, both inclusive. */
  whole(least: number, most: number): number
  /** Exponentially distributed: mostly small, now and then large. */
  waiting(mean: number): number
  /** One of the keys, as often as its weight says. */
  pick<K extends string>(weights: Readonly<Record<K, number>>): K
}

export function createRandom(seed: number): Random {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
  return {
    next,
    chance: (probability) => next() < probability,
    whole: (least, most) => least + Math.floor(next() * (most - least + 1)),
    waiting: (mean) => -mean * Math.log(1 - next()),
    pick<K extends string>(weights: Readonly<Record<K, number>>): K {
      const keys = Object.keys(weights) as K[]
      let left = next() * keys.reduce((sum, key) => sum + weights[key], 0)
      for (const key of keys) {
        left -= weights[key]
        if (left < 0) return key
      }
      return keys[keys.length - 1] as K
    },
  }
}
