import type { Engine } from '../engine/index.js'
import { Life } from './life.js'
import { blankBlock, copyBlock, putToSleep, rowsPerBlock, type SleepingBlock, wakeUp } from './sleeping.js'

/** Where there are more profiles than this, each sleeps when its turn is over: a life awake takes far more room. */
const mostAwake = 32_768

/**
 * The profiles of a replay, by number in the order in which they were first heard of. Where there are many, they sleep
 * as rows of blocks and are woken by their next event.
 */
export class Population {
  readonly #engine: Engine
  readonly #fire: (life: Life, now: number) => void
  readonly #ids: string[] = []
  /** Those who are awake; who is not here sleeps, or never was awake. */
  readonly #lives = new Map<number, Life>()
  readonly #blocks: SleepingBlock[] = []

  /** @param fire lets a timer of a life that was woken fire */
  constructor(engine: Engine, fire: (life: Life, now: number) => void) {
    this.#engine = engine
    this.#fire = fire
  }

  get size(): number {
    return this.#ids.length
  }

  /** A profile that nothing was heard of. @returns its number */
  begin(id: string): number {
    const number = this.#ids.push(id) - 1
    if (number % rowsPerBlock === 0) this.#blocks.push(blankBlock())
    return number
  }

  at(number: number): Life {
    const awake = this.#lives.get(number)
    if (awake !== undefined) return awake
    const life = this.#read(number)
    this.#lives.set(number, life)
    return life
  }

  /** Its turn is over: whoever holds the life must not go on with it. */
  rest(number: number, most = mostAwake): void {
    const life = this.#lives.get(number)
    if (this.size <= most || life === undefined) return
    this.#putToSleep(number, life)
    this.#lives.delete(number)
  }

  /** All of it as plain data: what `restore` takes again. */
  save(): readonly SleepingBlock[] {
    for (const [number, life] of this.#lives) this.#putToSleep(number, life)
    return this.#blocks
  }

  /** Puts what was saved in the place of profiles that nothing happened to yet; who is not heard of yet was blank then. */
  restore(saved: readonly SleepingBlock[]): void {
    for (const [index, block] of this.#blocks.entries()) copyBlock(saved[index] ?? block, block)
  }

  /** Every life, one after another; who sleeps sleeps on. */
  *[Symbol.iterator](): IterableIterator<Life> {
    for (let number = 0; number < this.size; number++) yield this.#lives.get(number) ?? this.#read(number)
  }

  #putToSleep(number: number, life: Life): void {
    putToSleep(this.#blockOf(number), number % rowsPerBlock, life)
  }

  #read(number: number): Life {
    const [block, row] = [this.#blockOf(number), number % rowsPerBlock]
    const [draft, { eventIds, predicted, time, awaited }] = wakeUp(block, row, this.#ids[number] as string)
    const life = new Life(this.#engine, draft)
    life.at = block.at[row] as number
    life.shows = block.shows[row] as number
    life.ownShow = block.ownShow[row] ?? null
    life.eventIds = [...eventIds]
    life.predicted = predicted
    life.awaited = awaited
    if (time !== null) life.setTime(time, (now) => this.#fire(life, now))
    return life
  }

  #blockOf(number: number): SleepingBlock {
    return this.#blocks[Math.floor(number / rowsPerBlock)] as SleepingBlock
  }
}
