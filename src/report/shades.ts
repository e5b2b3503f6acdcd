import { type Code, codes } from '../model/code.js'
import type { Colour } from './figure/legend.js'
import { type Tone, toneOf } from './tone.js'

/** A colour for each code of a picture: those that share a tone have shades of it, in the order of the closed list. */
export function shades(shown: readonly Code[]): ReadonlyMap<Code, Colour> {
  const used = new Map<Tone, number>()
  const inOrder = codes.filter((code) => shown.includes(code))
  return new Map(
    inOrder.map((code) => {
      const tone = toneOf[code]
      const shade = used.get(tone) ?? 0
      used.set(tone, shade + 1)
      return [code, { tone, shade }]
    }),
  )
}
