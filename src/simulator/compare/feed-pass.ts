import type { TraceEvent } from '../../authoring/trace-event.js'
import type { Instant, Problem } from '../../model/index.js'
import { BatchBuilder, mostEvents } from '../batch.js'
import { byText } from '../by-text.js'
import { isCall } from '../replay.js'
import type { Survey } from '../survey.js'
import { plainMapping } from '../traces/mapping.js'
import { readTrace, type TraceTaker } from '../traces/read.js'
import type { TraceSource } from '../traces/source.js'
import type { Reading, ReadingOptions } from './reading.js'
import type { EventFeed } from './side-by-side.js'

const maxProblems = 10
const eventsPerPause = 8_192

/** One reading. Without a survey it gives up at the first line that shows that one is needed. */
export class FeedPass<F extends EventFeed> implements TraceTaker<number> {
  readonly #source: TraceSource
  readonly #options: ReadingOptions
  readonly #feed: F
  readonly #survey: Survey | null
  readonly #numbers = new Map<string, number>()
  readonly #ids: string[] = []
  readonly #lastAt: Instant[] = []
  readonly #batch = new BatchBuilder(mostEvents)
  readonly #problems: Problem[] = []
  #gathered: Gathered[] | null = null
  #bytes = 0
  #lines = 0
  #events = 0
  #unreadable = 0
  #passedOver = 0
  #needsSurvey = false
  #isPartial = false

  constructor(source: TraceSource, options: ReadingOptions, feed: F, survey: Survey | null) {
    this.#source = source
    this.#options = options
    this.#feed = feed
    this.#survey = survey
  }

  /** @returns whether it got through without needing a survey */
  async run(): Promise<boolean> {
    await this.#read()
    if (!this.#needsSurvey) this.#end()
    return !this.#needsSurvey
  }

  /** T6: every profile's lines by instant, then by line; profile after profile. */
  async runSorted(): Promise<void> {
    const gathered: Gathered[] = []
    this.#gathered = gathered
    await this.#read()
    const idOf = ({ profile }: Gathered): string => this.#ids[profile] as string
    gathered.sort((a, b) => byText(idOf(a), idOf(b)) || a.at - b.at || a.line - b.line)
    for (const [index, { profile, at, href, rest, line }] of gathered.entries()) {
      this.#add(profile, at, href, rest, line)
      if (index % eventsPerPause === 0 && !(await this.pause())) break
    }
    this.#end()
  }

  /** A profile's number; −1 is one that is passed over. */
  profile(id: string): number {
    if (this.#options.profileIds?.has(id) === false) return -1
    let number = this.#numbers.get(id)
    if (number === undefined) {
      number = this.#ids.push(id) - 1
      this.#numbers.set(id, number)
      this.#lastAt.push(Number.NEGATIVE_INFINITY)
      this.#feed.begin(id)
    }
    return number
  }

  page(profile: number, at: Instant, href: string, eventId: string | null, line: number): void {
    if (profile >= 0) this.#take(profile, at, href, eventId, line)
  }

  event(event: TraceEvent, line: number): void {
    const profileId = this.#survey?.profileOf(event, line) ?? event.profileId
    if (profileId === null) {
      // Nothing comes of what is nobody's, once edits are known and calls have found whom they mean.
      this.#events += 1
      if (this.#survey === null && (event.type === 'catalog' || isCall(event))) this.#needsSurvey = true
      return
    }
    const profile = this.profile(profileId)
    if (profile >= 0) this.#take(profile, event.at, '', event, line)
  }

  unreadable(problems: readonly Problem[], line: number): boolean {
    this.#unreadable += 1
    for (const problem of problems) {
      if (this.#problems.length < maxProblems) this.#problems.push({ file: this.#source.name, line, ...problem })
    }
    if (this.#options.strict !== true) return true
    this.#isPartial = true
    return false
  }

  passedOver(): void {
    this.#passedOver += 1
  }

  async pause(): Promise<boolean> {
    if (this.#needsSurvey) return false
    const goesOn = (await this.#options.onProgress?.(this.#bytes, this.#survey === null ? 1 : 3)) !== false
    if (!goesOn) this.#isPartial = true
    return goesOn
  }

  reading(): Reading<F> {
    return {
      feed: this.#feed,
      trace: {
        lines: this.#lines,
        events: this.#events,
        moved: this.#survey?.moved ?? 0,
        unreadable: this.#unreadable,
        passedOver: this.#passedOver,
        problems: this.#problems,
      },
      isPartial: this.#isPartial,
    }
  }

  async #read(): Promise<void> {
    this.#lines = await readTrace(this.#source, this.#options.mapping ?? plainMapping, this, (bytes) => {
      this.#bytes = bytes
    })
  }

  #take(profile: number, at: Instant, href: string, rest: TraceEvent | string | null, line: number): void {
    if (this.#needsSurvey) return
    this.#events += 1
    if (this.#gathered !== null) {
      this.#gathered.push({ profile, at, href, rest, line })
      return
    }
    // Out of order, and nothing was sorted: what is needed is a survey.
    if (this.#survey === null && at < (this.#lastAt[profile] as Instant)) this.#needsSurvey = true
    this.#lastAt[profile] = at
    this.#add(profile, at, href, rest, line)
  }

  #add(profile: number, at: Instant, href: string, rest: TraceEvent | string | null, line: number): void {
    this.#batch.add(profile, at, href, rest, line)
    if (this.#batch.size === mostEvents) this.#flush()
  }

  #flush(): void {
    if (!this.#needsSurvey) this.#feed.take(this.#batch)
    this.#batch.clear()
  }

  #end(): void {
    this.#flush()
    this.#feed.end()
  }
}

interface Gathered {
  readonly profile: number
  readonly at: Instant
  readonly href: string
  readonly rest: TraceEvent | string | null
  readonly line: number
}
