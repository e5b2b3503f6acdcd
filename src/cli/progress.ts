import { Presets, SingleBar } from 'cli-progress'
import type { Io } from './io.js'

const patienceMs = 1_000

/** A progress bar on standard error: on a terminal only, and only for what takes longer than a second. */
export class Progress {
  readonly #io: Io
  readonly #totalBytes: number
  readonly #startedMs: number
  #bar: SingleBar | null = null

  constructor(io: Io, totalBytes: number) {
    this.#io = io
    this.#totalBytes = totalBytes
    this.#startedMs = io.elapsedMs()
  }

  update(bytes: number, activity: string): void {
    if (this.#io.stderr.isTTY !== true || this.#io.elapsedMs() - this.#startedMs < patienceMs) return
    if (this.#bar === null) {
      const { stderr: stream } = this.#io
      const format = '{activity} {bar} {percentage} %, {eta_formatted} left'
      this.#bar = new SingleBar({ stream, format, clearOnComplete: true, gracefulExit: false }, Presets.shades_classic)
      this.#bar.start(this.#totalBytes, 0, { activity })
    }
    this.#bar.update(bytes, { activity })
  }

  /** Leaves the terminal as it was. */
  stop(): void {
    this.#bar?.stop()
    this.#bar = null
  }
}
