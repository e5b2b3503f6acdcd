import { statSync } from 'node:fs'
import type { Io } from '../io.js'
import { FileSink } from './file-sink.js'
import { StreamSink } from './stream-sink.js'

/** Where decisions go, line by line. */
export interface DecisionSink {
  /** Whether what was written can be taken back, so that a trace may be begun anew. */
  readonly canRestart: boolean
  write(line: string): void
  /** Waits until what was written has gone. */
  flush(): Promise<void> | void
  /** Takes back everything that was written. */
  restart(): void
  /** Everything is written, and is to be kept. */
  commit(): Promise<void> | void
  /** It did not come to an end: what was written must not look as if it had. After `commit` there is nothing to do. */
  abandon(): void
}

/** A file is written under another name until it is complete; a pipe, a device or `-` as it comes. */
export function openSink(path: string, io: Io): DecisionSink {
  if (path === '-') return new StreamSink(io.stdout, 'standard output')
  const found = statSync(path, { throwIfNoEntry: false })
  return found === undefined || found.isFile() || found.isDirectory() ? new FileSink(path) : StreamSink.to(path)
}
