import pc from 'picocolors'
import type { Io, Terminal } from '../io.js'

export type Colours = ReturnType<typeof pc.createColors>

/** Colours on a terminal only, and not where `NO_COLOR` asks for none. */
export function coloursFor({ isTTY }: Terminal, env: Io['env']): Colours {
  const isWanted = isTTY === true && !env.NO_COLOR && env.TERM !== 'dumb'
  return pc.createColors(isWanted)
}
