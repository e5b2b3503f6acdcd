import { Subject } from '../../eligibility/subject.js'
import type { Engine } from '../../engine/index.js'
import { type Explanation, explainSubject } from '../../explain/explain.js'
import type { Catalog, Instant, Page, Profile } from '../../model/index.js'
import { readBatches } from '../batches.js'
import type { TraceReport } from '../reading.js'
import { defaultReplayOptions, type ReplayOptions } from '../replay.js'
import type { SimulateOptions } from '../simulate.js'
import type { TraceSource } from '../traces/source.js'
import { StoryCursor } from './cursor.js'
import type { StoryEvent } from './event.js'
import { type FullLimit, fullLimits } from './full-limits.js'
import { applied, profileOf } from './sheet.js'
import { Teller } from './teller.js'

export interface StoryOptions
  extends Partial<ReplayOptions>,
    Pick<SimulateOptions, 'mapping' | 'strict' | 'onProgress'> {
  readonly profileId: string
  /** What comes later has not happened. */
  readonly until?: Instant
}

/** A question and the profile that it was asked of: what `explain` and `counterfactuals` take. */
export interface StoryQuestion {
  readonly engine: Engine
  readonly profile: Profile
  readonly page: Page
  readonly now: Instant
}

/**
 * Everything that happened to one profile in a trace, kept as what each event changed: in memory that grows with the
 * changes, and with a state for every moment. Events are numbered from 1; position `n` is after event `n`, 0 before all.
 */
export class Story {
  readonly profileId: string
  readonly events: readonly StoryEvent[]
  readonly trace: TraceReport
  /** Ended early, by `strict` or by `onProgress`. */
  readonly isPartial: boolean
  readonly #teller: Teller
  readonly #cursor: StoryCursor

  constructor(profileId: string, teller: Teller, { trace, isPartial }: Pick<Story, 'trace' | 'isPartial'>) {
    this.profileId = profileId
    this.events = teller.events
    this.trace = trace
    this.isPartial = isPartial
    this.#teller = teller
    this.#cursor = this.cursor()
  }

  get length(): number {
    return this.events.length
  }

  /** A place in it that can be moved, at first before all events. */
  cursor(): StoryCursor {
    return new StoryCursor(this.events, this.#teller.blank)
  }

  /** The state after `n` events. @throws RangeError where there are not so many */
  stateAt(n: number): Profile {
    this.#cursor.goTo(n)
    return this.#cursor.state
  }

  /**
   * Why event `n` was answered as it was: on the state that the question found, before the answer was recorded.
   *
   * Law: its winner is that of the event's decision.
   *
   * @returns `null` where it asked nothing
   * @throws RangeError where there is no such event
   */
  explainAt(n: number): Explanation | null {
    const asked = this.#askedAt(n)
    return asked === null ? null : explainSubject(new Subject(asked.engine, asked.found), asked.moment)
  }

  /**
   * What event `n` asked, to be asked again or with something changed: `explain` of it is `explainAt(n)`.
   *
   * @returns `null` where it asked nothing
   * @throws RangeError where there is no such event
   */
  questionAt(n: number): StoryQuestion | null {
    const asked = this.#askedAt(n)
    if (asked === null) return null
    const { engine, found, before, moment, kind } = asked
    const { now, href, trigger } = moment
    if (trigger !== null) return { engine, profile: found, page: { href, trigger }, now }
    return { engine, profile: before, page: { href, peek: kind === 'peek' }, now }
  }

  /** When each limit group was full, by the catalog as it stands at the end. */
  fullLimits(): readonly FullLimit[] {
    return fullLimits(this.cursor(), this.#teller.replay.timeline.last)
  }

  #askedAt(n: number) {
    this.#cursor.goTo(n - 1)
    const [event, asked] = [this.events[n - 1], this.#teller.asked[n - 1]]
    if (event === undefined) throw new RangeError(`no event ${n} in a life of ${this.length}`)
    if (asked == null) return null
    const { engine, moment, patchesBefore } = asked
    const found = profileOf(applied(this.#cursor.sheet, event.patches.slice(0, patchesBefore)))
    return { engine, found, before: this.#cursor.state, moment, kind: event.kind }
  }
}

/**
 * Tells one profile's life over a trace: each of its events and timers, what was decided and why. The others' events
 * are read, but not replayed (P3).
 *
 * @throws what reading the source throws
 */
export async function tellStory(catalog: Catalog, source: TraceSource, options: StoryOptions): Promise<Story> {
  const { profileId, until = Number.POSITIVE_INFINITY, recorded, behaviour, ...reading } = options
  const replayOptions = {
    recorded: recorded ?? defaultReplayOptions.recorded,
    behaviour: behaviour ?? defaultReplayOptions.behaviour,
  }
  const { feed, trace, isPartial } = await readBatches(
    source,
    { ...reading, profileIds: new Set([profileId]) },
    (edits) => new Teller({ catalog, edits, options: replayOptions, profileId, until }),
  )
  return new Story(profileId, feed, {
    trace: { ...trace, events: feed.taken, duplicates: feed.duplicates },
    isPartial,
  })
}
