import { type Html, html, type Part } from '../page/html.js'
import type { Tone } from '../tone.js'

export interface Key {
  readonly words: Part
  readonly colour: Colour
  /** An outline only: what hardly matters. */
  readonly isHollow?: boolean
}

/** A tone; where it stands for several things in one picture, each of them has a shade of it, from 0 on. */
export interface Colour {
  readonly tone: Tone
  readonly shade?: number
}

/** What the colours of a picture mean. */
export const legend = (keys: readonly Key[]): Html =>
  html`<ul class="legend">${keys.map(
    ({ words, colour, isHollow = false }) =>
      html`<li><i${isHollow && html` class="hollow"`} style="background:${css(colour)}"></i>${words}</li>`,
  )}</ul>`

/** A colour as CSS has it. A shade goes towards the ink, so that its contrast with the paper grows. */
export const css = ({ tone, shade = 0 }: Colour): string =>
  shade === 0 ? `var(--${tone})` : `color-mix(in srgb,var(--${tone}) ${Math.max(25, 100 - 35 * shade)}%,var(--ink))`
