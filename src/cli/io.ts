import type { Readable, Writable } from 'node:stream'
import { isClosedPipe, systemFailure } from './failure.js'

/** What a command needs of the process around it; a test puts its own in the place of the process. */
export interface Io {
  readonly stdin: Readable
  readonly stdout: Terminal
  readonly stderr: Terminal
  readonly env: Readonly<Record<string, string | undefined>>
  /** Milliseconds since the epoch, for `"$now"` on the command line and for nothing else. */
  now(): number
  /** Milliseconds since some moment, for speed and progress. */
  elapsedMs(): number
  /** Hears of the first Ctrl-C, or that the process is to end. The answer stops listening. */
  onInterrupt(listener: () => void): () => void
}

export type Terminal = Writable & { readonly isTTY?: boolean; readonly columns?: number }

/** What a run comes to: answered, could not run, bad input, a check failed, a worker's input out of order, interrupted. */
export type ExitCode = 0 | 1 | 2 | 3 | 65 | 130

/** Writes, and waits until it is written, so that a slow reader is waited for and a closed pipe is heard of. */
export function print(stream: Terminal, text: string, name = 'standard output'): Promise<void> {
  if (text === '') return Promise.resolve()
  return new Promise((resolve, reject) => {
    stream.write(text, (error) => {
      if (!error) resolve()
      else reject(isClosedPipe(error) ? error : (systemFailure(error, name) ?? error))
    })
  })
}
