import type { ShownZone } from '../../describe/index.js'
import type { Io } from '../io.js'
import { type Colours, coloursFor } from './colours.js'

/** How an answer looks. None of it is data: another look is the same answer. */
export interface Look {
  readonly colours: Colours
  /** The zone of the times that are shown; UTC where none is asked for. */
  readonly zone?: ShownZone | undefined
  /** In characters. */
  readonly width: number
}

const widthOfFiles = 80
const leastWidth = 40

export const lookOf = ({ stdout, env }: Pick<Io, 'stdout' | 'env'>, zone?: ShownZone): Look => ({
  colours: coloursFor(stdout, env),
  zone,
  width: stdout.isTTY === true ? Math.max(leastWidth, stdout.columns ?? widthOfFiles) : widthOfFiles,
})

/** The zone alone, for what is told in words elsewhere. */
export const zoneOf = ({ zone }: Look): { readonly zone?: ShownZone } => (zone === undefined ? {} : { zone })
