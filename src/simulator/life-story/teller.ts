import type { TraceEvent } from '../../authoring/trace-event.js'
import type { Moment } from '../../eligibility/candidate.js'
import { unrecorded } from '../../eligibility/decide.js'
import type { Engine } from '../../engine/index.js'
import type { Catalog, Decision, Instant, Profile } from '../../model/index.js'
import type { Batch } from '../batch.js'
import type { Life } from '../life.js'
import { type Question, Replay, type ReplayOptions } from '../replay.js'
import type { Dispatched } from '../sendings/take-due.js'
import { type CatalogEdit, createTimeline, type Edit, isCatalogEdit } from '../timeline.js'
import { type Answer, type Asked, answerOf, type DispatchEvent, type StoryEvent, type TimerEvent } from './event.js'
import { type HeldBack, heldBack } from './held.js'
import { blankSheet, type Change, rewrite, type Sheet } from './sheet.js'

export interface TellerSetup {
  readonly catalog: Catalog
  readonly edits: readonly Edit[]
  readonly options: ReplayOptions
  readonly profileId: string
  /** What comes later has not happened. */
  readonly until: Instant
}

/** Takes a profile through its events by the one replay that there is, and writes down each of them. */
export class Teller {
  readonly replay: Replay
  readonly events: StoryEvent[] = []
  /** By event; `null` where it asked nothing. */
  readonly asked: (Asked | null)[] = []
  readonly blank: Sheet
  duplicates = 0
  /** Events of the profile, duplicates among them. */
  taken = 0
  readonly #life: Life
  readonly #until: Instant
  /** P2: what recorded interactions are compared with shows nothing itself. */
  readonly #isCompared: boolean
  /** Edits of the catalog that have not been told yet. */
  readonly #edits: CatalogEdit[]
  #sheet: Sheet
  /** What the sheet was written from. */
  #profile: Profile
  #question: Noted | null = null
  #answer: Answer | null = null
  #dispatched: Dispatched | null = null

  constructor({ catalog, edits, options, profileId, until }: TellerSetup) {
    this.replay = new Replay(createTimeline(catalog, edits), options, {
      asked: (question) => this.#note(question),
      called: (_, outcome) => {
        this.#answer = answerOf(outcome)
      },
      dispatched: (dispatched) => {
        const { outcome } = dispatched
        this.#dispatched = dispatched
        this.#answer = outcome === null ? null : answerOf(outcome)
      },
    })
    this.#life = this.replay.life(profileId)
    this.#until = until
    this.#isCompared = options.recorded === 'compare'
    this.#edits = edits.filter(isCatalogEdit).toSorted((a, b) => a.event.at - b.event.at || a.line - b.line)
    this.#profile = { ...this.#life.draft }
    this.blank = blankSheet(this.#profile)
    this.#sheet = this.blank
  }

  /** The life was begun with the teller: whose it is, is known. */
  begin(): void {}

  take(batch: Batch): void {
    for (let place = 0; place < batch.size; place++) {
      const [at, line, rest] = [batch.at[place] as number, batch.line[place] as number, batch.rest[place] ?? null]
      const profileId = this.#profile.id
      const href = batch.href[place] as string
      const isOther = rest !== null && typeof rest === 'object'
      this.live(isOther ? rest : { type: 'page', at, profileId, eventId: rest, href, peek: false }, line)
    }
  }

  live(event: TraceEvent, line: number): void {
    const { at } = event
    if (at > this.#until) return
    this.taken += 1
    if (this.#isRepeated(event)) {
      this.duplicates += 1
      return
    }
    this.#passSendings(at, (due) => this.#passTimers(due))
    this.#passTimers(at)
    this.#tellEdits((edited) => edited <= at)
    this.#forget()
    this.replay.take(event, this.#life, line)
    this.#write({ line, at, event })
  }

  end(): void {
    // Behind the last event no timer goes off.
    this.#passSendings(this.#until, () => {})
    this.replay.end()
  }

  /** The replay passes over what was there before, and no time passes either. */
  #isRepeated({ at, eventId }: TraceEvent): boolean {
    return eventId !== null && at === this.#life.at && this.#life.eventIds.includes(eventId)
  }

  /** What sendings do to this profile by then; whom they only sought is nothing to tell. */
  #passSendings(until: Instant, passTimers: (due: Instant) => void): void {
    const { sendings } = this.replay
    for (let due = sendings.next(this.#life); due !== null && due.at <= until; due = sendings.next(this.#life)) {
      const { at, line } = due
      passTimers(at)
      this.#tellEdits((edited) => edited <= at)
      this.#forget()
      sendings.pass(this.#life)
      if (this.#dispatched !== null) {
        const { sendingId, channel } = (this.#dispatched as Dispatched).dispatch
        this.#write({ line, at, event: { type: 'dispatch', at, sendingId, channel } })
      }
    }
  }

  /** T6: timers that are due by then come first. One that nothing waits for any more is nothing to tell. */
  #passTimers(at: Instant): void {
    const dues = [...(this.#life.time?.dues ?? [])].sort((a, b) => a - b)
    for (const due of dues.filter((due) => due <= at)) {
      this.#tellEdits((edited) => edited < due)
      this.#forget()
      this.#life.passTo(due)
      if (this.#question !== null) this.#write({ line: null, at: due, event: { type: 'timer', at: due } })
    }
  }

  /** C6: an edit changes no profile, but what is decided from its instant on. */
  #tellEdits(isInForce: (at: Instant) => boolean): void {
    for (let edit = this.#edits[0]; edit !== undefined && isInForce(edit.event.at); edit = this.#edits[0]) {
      const { event, line } = edit
      this.#edits.shift()
      this.#forget()
      const outcome = this.replay.timeline.outcomes.get(line)
      this.#answer = outcome === undefined ? null : answerOf(outcome)
      this.#write({ line, at: event.at, event })
    }
  }

  #forget(): void {
    this.#question = null
    this.#answer = null
    this.#dispatched = null
  }

  /** A question is used again for the next one, and its changes are recorded next: all is taken from it at once. */
  #note(question: Question): void {
    const { kind, moment, subject } = question
    const isRecorded = kind !== 'peek' && (kind !== 'page' || !this.#isCompared)
    const decision = isRecorded ? question.decision : unrecorded(question.decision)
    const { engine, profile } = subject
    this.#question = { kind, engine, moment, decision, held: heldBack(question), profile: { ...profile } }
  }

  #write(happened: Happened): void {
    const question = this.#question
    const before = question === null ? nothing : this.#turnTo(question.profile)
    const after = this.#turnTo({ ...this.#life.draft })
    this.events.push({
      ...happened,
      kind: question?.kind ?? null,
      decision: question?.decision ?? null,
      held: question?.held ?? [],
      answer: this.#answer,
      patches: [...before.patches, ...after.patches],
      inversePatches: [...after.inversePatches, ...before.inversePatches],
    })
    const patchesBefore = before.patches.length
    this.asked.push(question === null ? null : { engine: question.engine, moment: question.moment, patchesBefore })
  }

  #turnTo(profile: Profile): Change {
    const [sheet, change] = rewrite(this.#sheet, this.#profile, profile)
    this.#sheet = sheet
    this.#profile = profile
    return change
  }
}

interface Happened {
  readonly line: number | null
  readonly at: Instant
  readonly event: TraceEvent | TimerEvent | DispatchEvent
}

interface Noted {
  readonly kind: Question['kind']
  readonly engine: Engine
  readonly moment: Moment
  readonly decision: Decision
  readonly held: readonly HeldBack[]
  /** As it stood when it was asked about. */
  readonly profile: Profile
}

const nothing: Change = { patches: [], inversePatches: [] }
