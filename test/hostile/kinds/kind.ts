import type { Draw } from '../draw.js'
import type { Outcome } from '../judge.js'

/** One kind of input: how it is drawn, and what is asked of it. */
export interface Kind {
  readonly name: string
  /** How many of all inputs, in proportion: what takes longer is drawn less. */
  readonly weight: number
  /** Plain data, bytes within: it can be written to a file, and made smaller. */
  draw(draw: Draw): unknown
  /** @throws Fault for an answer that must not be; anything else that is thrown is a fault, too */
  run(input: never): Outcome | Promise<Outcome>
}
