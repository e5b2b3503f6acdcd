import type { Obstacle } from './obstacle.js'
import type { Step } from './step.js'

/** Ways past one obstacle: each is a few steps that are meant to do it together. */
export interface Ways {
  readonly ways: readonly (readonly Step[])[]
  /** Whether some were left out. */
  readonly more: boolean
}

/** An obstacle and the ways past it. */
export interface Passage extends Ways {
  readonly obstacle: Obstacle
}
