import type { Problem } from '../../model/index.js'
import type { Identities } from './identity.js'
import { openTraces } from './open.js'
import type { TracePart } from './part.js'

/** A trace that can be read from its beginning as often as needed. */
export interface TraceSource {
  /** What messages call it. */
  readonly name: string
  /** Bytes on disk, compressed or not: what progress is measured by. */
  readonly bytes: number
  /** What it is in. Without them it is JSON Lines of our own events. */
  readonly files?: TraceFiles
  /**
   * The text's bytes, unpacked; a chunk counts until the next one is asked for. `onRead` hears how many bytes on disk
   * were read so far.
   */
  read(onRead?: (bytes: number) => void): AsyncIterable<Uint8Array>
  /** Removes what was kept aside. */
  close(): Promise<void>
}

/** The files of a trace. */
export interface TraceFiles {
  /** In the order in which they are read. */
  readonly parts: readonly TracePart[]
  /**
   * Who turned out to be whom. The trace is gone through for it once; `pause` is asked after each chunk, and `false`
   * ends that.
   *
   * @returns `null` where `pause` ended it
   */
  identities(pause?: () => Promise<boolean>): Promise<Identities | null>
}

/** A file that is no trace, or not the one that it is said to be. */
export class TraceRefusal extends Error {
  constructor(readonly problems: readonly [Problem, ...Problem[]]) {
    super(problems.map(({ message }) => message).join('\n'))
  }
}

/**
 * Opens a trace by path: `openTraces` of one, whose format its first lines tell.
 *
 * @throws {TraceRefusal} where `openTraces` answers with problems; and what the system says of the file
 */
export async function openTrace(path: string, stdin?: NodeJS.ReadableStream): Promise<TraceSource> {
  const opened = await openTraces([path], stdin === undefined ? {} : { stdin })
  if (opened.ok) return opened.value
  throw new TraceRefusal(opened.problems)
}
