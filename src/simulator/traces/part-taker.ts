import type { Problem } from '../../model/index.js'
import type { TraceTaker } from './taker.js'

/**
 * Stands between one file of a trace and the taker: lines are counted through all files, and what is wrong is told
 * with the file's own name and line.
 */
export class PartTaker<T> {
  /** Closed as soon as the taker has had enough. */
  isOpen = true

  constructor(
    readonly taker: TraceTaker<T>,
    readonly file: string,
    /** How many lines came before this file. */
    readonly linesBefore: number,
  ) {}

  refuse(problems: readonly Problem[], line: number): void {
    if (!this.isOpen) return
    const placed = problems.map((problem) => ({ ...problem, file: this.file, line }))
    this.isOpen = this.taker.unreadable(placed, this.linesBefore + line)
  }

  async pause(): Promise<boolean> {
    if (this.isOpen && (await this.taker.pause?.()) === false) this.isOpen = false
    return this.isOpen
  }
}
