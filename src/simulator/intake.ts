import type { TraceEvent } from '../authoring/trace-event.js'
import type { Instant, Problem } from '../model/index.js'
import { Gathering } from './gathering.js'
import type { Feed, Reading, ReadingOptions } from './reading.js'
import { isCall } from './replay.js'
import type { Survey } from './survey.js'
import { isEveryones } from './timeline.js'
import { ByteMap } from './traces/byte-map.js'
import { plainMapping } from './traces/mapping.js'
import { readTrace, type TraceTaker } from './traces/read.js'
import type { TraceSource } from './traces/source.js'
import type { TextAt, TextSource } from './traces/text-at.js'

const maxProblems = 10
const eventsPerPause = 8_192

/** One reading of a trace. Without a survey it gives up at the first line that needs one. */
export class Intake implements TraceTaker<number> {
  readonly #source: TraceSource
  readonly #options: ReadingOptions
  readonly #feed: Feed
  readonly #survey: Survey | null
  /** The profiles' ids by number, and the instants of their last events: what order is judged by. */
  readonly #ids = new ByteMap(0)
  readonly #lastAt: Instant[] = []
  /** Where some are passed over: everyone that was met, and the number of each or −1. */
  readonly #everyone = new ByteMap(0)
  readonly #numbers: number[] = []
  readonly #problems: Problem[] = []
  /** Where lines are out of order: what waits to be sorted. */
  #gathering: Gathering | null = null
  #bytes = 0
  #lines = 0
  #events = 0
  #moved = 0
  #unreadable = 0
  #passedOver = 0
  #needsSurvey = false
  #isPartial = false

  constructor(source: TraceSource, options: ReadingOptions, feed: Feed, survey: Survey | null) {
    this.#source = source
    this.#options = options
    this.#feed = feed
    this.#survey = survey
  }

  /** @returns whether it got through without needing a survey */
  async run(): Promise<boolean> {
    if (this.#survey?.needsSort === true) await this.#readSorted()
    else await this.#read()
    for (const event of this.#options.thenEvents ?? []) this.#put(event.profileId, event, this.#lines + 1)
    if (!this.#needsSurvey) await this.#feed.end()
    return !this.#needsSurvey
  }

  report(): Omit<Reading<Feed>, 'feed'> {
    return {
      trace: {
        lines: this.#lines,
        events: this.#events,
        moved: this.#moved,
        unreadable: this.#unreadable,
        passedOver: this.#passedOver,
        problems: this.#problems,
      },
      isPartial: this.#isPartial,
    }
  }

  /** A profile's number; −1 is one that is passed over. */
  profile(id: string): number {
    if (this.#options.profileIds?.has(id) === false) return -1
    return this.#known(this.#ids.numberOfText(id))
  }

  profileAt(source: TextSource, id: TextAt): number {
    if (this.#options.profileIds === undefined) return this.#known(this.#ids.numberOf(source, id))
    const met = this.#everyone.numberOf(source, id)
    if (met === this.#numbers.length) this.#numbers.push(this.profile(this.#everyone.texts[met] as string))
    return this.#numbers[met] as number
  }

  #known(number: number): number {
    if (number === this.#lastAt.length) {
      this.#lastAt.push(Number.NEGATIVE_INFINITY)
      this.#feed.begin(this.#ids.texts[number] as string)
    }
    return number
  }

  page(profile: number, at: Instant, href: string, eventId: string | null, line: number): void {
    if (profile < 0 || this.#isTooLate(at)) return
    this.#events += 1
    if (this.#gathering === null) {
      this.#add(profile, at, href, eventId, line)
    } else {
      const profileId = this.#ids.texts[profile] as string
      this.#noteOrder(profile, at)
      this.#gathering.add(profileId, { type: 'page', at, profileId, eventId, href, peek: false }, line)
    }
  }

  event(event: TraceEvent, line: number): void {
    const profileId = this.#survey?.profileOf(event, line) ?? event.profileId
    if (this.#isTooLate(event.at)) return
    if (this.#survey === null && isEveryones(event)) this.#needsSurvey = true // whoever's line it is
    const profile = profileId === null ? null : this.profile(profileId)
    if (profile !== null && profile < 0) return
    this.#events += 1
    if (this.#gathering === null) {
      this.#put(profileId, event, line)
    } else {
      if (profile !== null) this.#noteOrder(profile, event.at)
      this.#gathering.add(profileId, event, line)
    }
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
    await this.#gathering?.settle()
    await this.#feed.pause?.(goesOn)
    return goesOn
  }

  async #read(): Promise<void> {
    const { mapping = plainMapping } = this.#options
    this.#lines = await readTrace(this.#source, mapping, this, (bytes) => {
      this.#bytes = bytes
    })
  }

  /** T6: every profile's lines by instant, then by line; profile after profile. */
  async #readSorted(): Promise<void> {
    const gathering = new Gathering(this.#options.mostInMemory)
    try {
      this.#gathering = gathering
      await this.#read()
      await this.#putSorted(gathering)
    } finally {
      await gathering.close()
    }
  }

  async #putSorted(gathering: Gathering): Promise<void> {
    let count = 0
    for await (const some of gathering.sorted()) {
      for (const { profileId, event, line } of some) {
        this.#put(profileId, event, line)
        count += 1
        if (count % eventsPerPause === 0 && !(await this.pause())) return
      }
    }
  }

  /** As it is read, before it is sorted. */
  #noteOrder(profile: number, at: Instant): void {
    if (at < (this.#lastAt[profile] as Instant)) this.#moved += 1
    else this.#lastAt[profile] = at
  }

  #isTooLate(at: Instant): boolean {
    const { until } = this.#options
    return this.#needsSurvey || (until !== undefined && at > until)
  }

  #put(profileId: string | null, event: TraceEvent, line: number): void {
    if (profileId !== null) this.#add(this.profile(profileId), event.at, '', event, line)
    else if (this.#survey === null && isCall(event)) this.#needsSurvey = true
    else if (!this.#needsSurvey) this.#feed.add(-1, event.at, '', event, line)
  }

  #add(profile: number, at: Instant, href: string, rest: TraceEvent | string | null, line: number): void {
    // Out of order, and nothing was sorted: what is needed is a survey.
    if (this.#survey === null && at < (this.#lastAt[profile] as Instant)) this.#needsSurvey = true
    this.#lastAt[profile] = at
    if (!this.#needsSurvey) this.#feed.add(profile, at, href, rest, line)
  }
}
