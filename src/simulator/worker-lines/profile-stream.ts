import type { TraceEvent } from '../../authoring/trace-event.js'
import type { Problem } from '../../model/index.js'
import { isEveryones } from '../timeline.js'
import { comesBack, goesBack, isEveryonesLine, isNobodys, type LastLine } from './contract-problems.js'
import { readWorkerLine } from './read-worker-line.js'

/** Takes profiles one after another, each one's events in order. */
export interface ProfileTaker {
  begin(profileId: string): void
  take(event: TraceEvent, line: number): void
  /** The profile that was begun last is over. */
  endProfile(): void
  /** All of them are. */
  end(): void
}

export interface ProfileStreamOptions {
  /** A line that cannot be read breaks the contract, too. */
  readonly strict?: boolean
}

const maxProblems = 5

/**
 * The input of a worker: one profile after another, each one's lines in order of time, and of their own `line` within
 * an instant. Nothing is sorted here, so that memory is that of one profile, and the ids of those that are over.
 */
export class ProfileStream {
  /** Lines that could not be read, and the first of what was wrong with them. */
  unreadable = 0
  readonly problems: Problem[] = []
  /** What broke the contract: whatever follows is passed over, and no more is answered. */
  broken: readonly Problem[] | null = null
  readonly #taker: ProfileTaker
  readonly #strict: boolean
  /** By profile, the number of the line on which it began. */
  readonly #begun = new Map<string, number>()
  #current: LastLine | null = null

  constructor(taker: ProfileTaker, { strict = false }: ProfileStreamOptions = {}) {
    this.#taker = taker
    this.#strict = strict
  }

  /** @param number of the line in this input, from 1 */
  take(value: unknown, number: number): void {
    if (this.broken !== null) return
    const read = readWorkerLine(value, number)
    if (read.ok) this.#takeEvent(read.value.event, read.value.line, number)
    else this.refuse(read.problems, number)
  }

  /** A line of which no value could be made. */
  refuse(problems: readonly Problem[], number: number): void {
    if (this.broken !== null) return
    const placed = problems.map((problem) => ({ ...problem, line: number }))
    this.unreadable += 1
    this.problems.push(...placed.slice(0, maxProblems - this.problems.length))
    if (this.#strict) this.broken = placed
  }

  /** The input is over. */
  end(): void {
    if (this.broken !== null) return
    if (this.#current !== null) this.#taker.endProfile()
    this.#taker.end()
  }

  #takeEvent(event: TraceEvent, line: number, number: number): void {
    const { profileId, at } = event
    if (isEveryones(event)) {
      this.#break(isEveryonesLine(event.type), number)
      return
    }
    if (profileId === null) {
      // A tick of nobody's is nothing to anybody.
      if (event.type !== 'tick') this.#break(isNobodys(event.type), number)
      return
    }
    if (this.#current?.profileId !== profileId && !this.#begin(profileId, number)) return
    const problem = this.#current === null ? null : goesBack(this.#current, at, line)
    if (problem !== null) {
      this.#break(problem, number)
      return
    }
    this.#current = { profileId, at, line, number }
    this.#taker.take(event, line)
  }

  /** @returns whether it is a new one */
  #begin(profileId: string, number: number): boolean {
    const begun = this.#begun.get(profileId)
    if (begun !== undefined) {
      this.#break(comesBack(profileId, begun, this.#current), number)
      return false
    }
    if (this.#current !== null) this.#taker.endProfile()
    this.#begun.set(profileId, number)
    this.#current = null
    this.#taker.begin(profileId)
    return true
  }

  #break(problem: Problem, number: number): void {
    this.broken = [{ ...problem, line: number }]
  }
}
