import { Presets, SingleBar } from 'cli-progress'
import type { Io } from './io.js'

const patienceMs = 1_000

/** A progress bar with rate and time left, on standard error: on a terminal only, and only for what takes a second. */
export class Progress {
  readonly #io: Io
  readonly #totalBytes: number
  readonly #startedMs: number
  #bar: SingleBar | null = null
  #activity = ''
  /** When the activity began. */
  #sinceMs: number

  constructor(io: Io, totalBytes: number) {
    this.#io = io
    this.#totalBytes = totalBytes
    this.#startedMs = io.elapsedMs()
    this.#sinceMs = this.#startedMs
  }

  update(bytes: number, activity: string): void {
    if (this.#io.stderr.isTTY !== true) return
    const nowMs = this.#io.elapsedMs()
    if (this.#activity !== '' && this.#activity !== activity) this.#sinceMs = nowMs
    this.#activity = activity
    if (nowMs - this.#startedMs < patienceMs) return
    const rate = (bytes / 1_000 / Math.max(1, nowMs - this.#sinceMs)).toFixed(1)
    if (this.#bar === null) {
      const { stderr: stream } = this.#io
      const format = '{activity} {bar} {percentage} %, {rate} MB/s, {eta_formatted} left'
      this.#bar = new SingleBar({ stream, format, clearOnComplete: true, gracefulExit: false }, Presets.shades_classic)
      this.#bar.start(this.#totalBytes, 0, { activity, rate })
    }
    this.#bar.update(bytes, { activity, rate })
  }

  /** Leaves the terminal as it was. */
  stop(): void {
    this.#bar?.stop()
    this.#bar = null
  }
}
