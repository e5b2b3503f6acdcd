import type { Command } from 'commander'
import type { ExitCode, Io } from '../io.js'
import { checkCommand } from './check.js'
import { compareCommand } from './compare.js'
import { decideCommand } from './decide.js'
import { explainCommand } from './explain.js'
import { mergeCommand } from './merge.js'
import { playgroundCommand } from './playground.js'
import { serveCommand } from './serve.js'
import { simulateCommand } from './simulate.js'
import { sweepCommand } from './sweep.js'
import { testCommand } from './test.js'
import { workerCommand } from './worker.js'

/** Makes one command, which says by `exit` what it came to. */
export type CommandMaker = (io: Io, exit: (code: ExitCode) => void) => Command

/** Every command, in the order in which the help lists them. */
export const commands: readonly CommandMaker[] = [
  checkCommand,
  decideCommand,
  explainCommand,
  simulateCommand,
  compareCommand,
  sweepCommand,
  workerCommand,
  mergeCommand,
  testCommand,
  playgroundCommand,
  serveCommand,
]
