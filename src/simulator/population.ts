import type { Engine } from '../engine/index.js'
import { Life } from './life.js'
import {
  copyRow,
  grownColumns,
  putBlank,
  putToSleep,
  type SleepingColumns,
  selectRows,
  sleepingColumns,
  wakeUp,
} from './sleeping.js'

/** Where there are more profiles than this, each sleeps when its turn is over: a life awake takes far more room. */
const mostAwake = 32_768

const rowsAtOnce = 65_536

/** Sleeping profiles and their numbers. */
export interface PopulationRows {
  readonly numbers: Int32Array
  readonly columns: SleepingColumns
}

/**
 * The profiles of a replay, by number in the order in which they were first heard of. Where there are many, they sleep
 * as rows of columns and are woken by their next event.
 */
export class Population {
  readonly #engine: Engine
  readonly #fire: (life: Life, now: number) => void
  readonly #ids: string[] = []
  /** Those who are awake; who is not here sleeps, or never was awake. */
  readonly #lives = new Map<number, Life>()
  #columns: SleepingColumns = sleepingColumns(1_024)

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
    if (number >= this.#columns.at.length) this.#columns = grownColumns(this.#columns)
    putBlank(this.#columns, number)
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
    putToSleep(this.#columns, number, life)
    this.#lives.delete(number)
  }

  /** All of it as plain data, some rows at a time: what `restore` takes again. */
  *save(): IterableIterator<PopulationRows> {
    for (const [number, life] of this.#lives) putToSleep(this.#columns, number, life)
    for (let from = 0; from < this.size; from += rowsAtOnce) {
      const numbers = Int32Array.from({ length: Math.min(rowsAtOnce, this.size - from) }, (_, row) => from + row)
      yield { numbers, columns: selectRows(this.#columns, numbers) }
    }
  }

  /** Puts rows in the place of profiles that nothing happened to yet. */
  restore({ numbers, columns }: PopulationRows): void {
    for (const [row, number] of numbers.entries()) copyRow(columns, row, this.#columns, number)
  }

  /** Every life, one after another; who sleeps sleeps on. */
  *[Symbol.iterator](): IterableIterator<Life> {
    for (let number = 0; number < this.size; number++) yield this.#lives.get(number) ?? this.#read(number)
  }

  #read(number: number): Life {
    const [draft, { eventIds, predicted, time, awaited }] = wakeUp(this.#columns, number, this.#ids[number] as string)
    const life = new Life(this.#engine, draft)
    life.at = this.#columns.at[number] as number
    life.shows = this.#columns.shows[number] as number
    life.ownShow = this.#columns.ownShow[number] ?? null
    life.eventIds = [...eventIds]
    life.predicted = predicted
    life.awaited = awaited
    if (time !== null) life.setTime(time, (now) => this.#fire(life, now))
    return life
  }
}
