import type { TraceEvent } from '../authoring/trace-event.js'
import type { Instant } from '../model/index.js'
import { isCall } from './replay.js'
import { type Edit, isEveryones } from './timeline.js'

/** What of a trace is replayed. */
export interface SurveyScope {
  readonly until?: Instant | undefined
  readonly profileIds?: ReadonlySet<string> | undefined
}

/**
 * What must be known of a whole trace before it is replayed: edits of the catalog and sendings, which concern everyone
 * (P3), whom calls without a `profile_id` name (D2), and whether each profile's lines are in order (T6).
 */
export class Survey {
  readonly edits: Edit[] = []
  readonly #until: Instant
  readonly #profileIds: ReadonlySet<string> | undefined
  readonly #named = new Map<string, Naming[]>()
  readonly #latest = new Map<string, Instant>()
  #latestOfAll = Number.NEGATIVE_INFINITY
  #isEachInOrder = true
  #areAllInOrder = true
  #hasCallsByName = false

  constructor({ until = Number.POSITIVE_INFINITY, profileIds }: SurveyScope = {}) {
    this.#until = until
    this.#profileIds = profileIds
  }

  /**
   * T6: of what is replayed, a line may come after a later one of its profile. Whose a call by `uid` or `email` is turns
   * out at the end, so with such calls the lines of all have to be in order.
   */
  get needsSort(): boolean {
    return !this.#isEachInOrder || (this.#hasCallsByName && !this.#areAllInOrder)
  }

  /** A page load, or any other event of a profile: what order is judged by. */
  time(profileId: string, at: Instant): void {
    if (at > this.#until || this.#profileIds?.has(profileId) === false) return
    const latest = this.#latest.get(profileId)
    if (latest !== undefined && at < latest) this.#isEachInOrder = false
    else this.#latest.set(profileId, at)
    this.#timeOfAny(at)
  }

  event(event: TraceEvent, line: number): void {
    if (event.at > this.#until) return
    if (isEveryones(event)) {
      this.edits.push({ event, line } as Edit) // each kind of event with its own kind of edit
      return
    }
    const { profileId, at } = event
    if (profileId === null) {
      if (!isCall(event)) return
      this.#hasCallsByName = true
      this.#timeOfAny(at)
      return
    }
    this.time(profileId, at)
    if (event.type === 'identify') {
      if (typeof event.uid === 'string') this.#name(`uid ${event.uid}`, { at, line, profileId })
      if (typeof event.email === 'string') this.#name(`email ${event.email}`, { at, line, profileId })
    }
    if (event.type === 'deliver' && event.id !== null) this.#name(`delivery ${event.id}`, { at, line, profileId })
  }

  /** Whose an event is: its own profile, or the one that set the `uid` or `email` that it names last (D2). */
  profileOf(event: TraceEvent, line: number): string | null {
    if (event.profileId !== null || !isCall(event)) return event.profileId
    for (const key of namesIn(event)) {
      const namings = this.#named.get(key) ?? []
      const before = namings.filter((one) => one.at < event.at || (one.at === event.at && one.line < line))
      const last = before.reduce<Naming | null>((a, b) => (a === null || isAfter(b, a) ? b : a), null)
      return last?.profileId ?? null
    }
    return null
  }

  #timeOfAny(at: Instant): void {
    if (at < this.#latestOfAll) this.#areAllInOrder = false
    else this.#latestOfAll = at
  }

  #name(key: string, naming: Naming): void {
    const namings = this.#named.get(key)
    if (namings === undefined) this.#named.set(key, [naming])
    else namings.push(naming)
  }
}

interface Naming {
  readonly at: Instant
  readonly line: number
  readonly profileId: string
}

const isAfter = (a: Naming, b: Naming): boolean => a.at > b.at || (a.at === b.at && a.line > b.line)

/** What a call names its profile by: the first that is given counts (D2). */
function namesIn(event: TraceEvent): readonly string[] {
  if (event.type === 'deliver.update' || event.type === 'deliver.remove') return [`delivery ${event.id}`]
  if (event.type !== 'deliver') return []
  const { uid, email } = event.params
  const given = (value: unknown): boolean => typeof value === 'string' || typeof value === 'number'
  return [...(given(uid) ? [`uid ${uid}`] : []), ...(given(email) ? [`email ${email}`] : [])]
}
