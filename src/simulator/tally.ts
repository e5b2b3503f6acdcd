import type { Engine } from '../engine/index.js'
import type { ShowDecision } from '../model/index.js'
import { never } from '../model/index.js'
import type { Life } from './life.js'
import { Counter, entryOf, sortedPairs } from './metrics/counter.js'
import { Days, dayOf, dayText, pageColumn, redirectColumn, showColumn, triggerColumn } from './metrics/days.js'
import { Endings } from './metrics/endings.js'
import {
  type DeliveryMetrics,
  deliveryMetrics,
  type ExperienceMetrics,
  emptyMetrics,
  experienceMetrics,
  type Metrics,
  mergeMetrics,
  type ShowMetrics,
} from './metrics/metrics.js'
import { type Keyed, keyed } from './metrics/monoid.js'
import { NearHolds } from './metrics/near-holds.js'
import { mostRefusals, type Refusal, refusals } from './metrics/refusals.js'
import { SendingTally } from './metrics/sendings.js'
import { type SavedSessions, Sessions } from './metrics/sessions.js'
import { type SavedWaits, Waits } from './metrics/waits.js'
import type { CallEvent, Called, Observer, Question } from './replay.js'

/** Where a tally stands, as plain data. */
export interface TallyState {
  readonly counted: Metrics
  readonly waits: SavedWaits
  readonly sessions: SavedSessions
}

/** Measures the profiles of one replay: what has to be counted as it goes, and at the end what their lives tell. */
export class Tally implements Observer {
  /** The catalog as it stands at the end of the trace: what limit groups are judged by (L8). */
  readonly #last: Engine
  /** What the tally had counted that this one goes on from. */
  #before: Metrics = emptyMetrics
  #firstAt = never
  readonly #days = new Days()
  readonly #waits = new Waits()
  readonly #sessions = new Sessions()
  readonly #near = new NearHolds(this.#waits)
  /** Shows by experience, then by day. */
  readonly #shows = new Map<string, Map<number, Mutable<ShowMetrics>>>()
  readonly #sendings = new SendingTally()
  readonly #calls = { created: 0, repeated: 0, refused: new Counter() }
  #refusals: readonly Refusal[] = []
  readonly #fidelity = { pageLoads: 0, agreed: 0, onlyPredicted: 0, onlyRecorded: 0, different: 0 }

  /** @param last the catalog at the end of the trace: `timeline.last` */
  constructor(last: Engine) {
    this.#last = last
  }

  readonly asked = ({ kind, subject, moment, decision }: Question): void => {
    if (kind === 'peek') return
    const day = dayOf(moment.now)
    const row = this.#days.row(day)
    if (decision.outcome === 'redirect') increment(row, redirectColumn)
    if (decision.outcome === 'show') {
      increment(row, kind === 'page' ? showColumn : triggerColumn)
      this.#addShow(decision, day)
    }
    if (this.#last.sessionGroups.length > 0) this.#sessions.note(subject.profile)
    if (kind !== 'page') return
    if (moment.now < this.#firstAt) this.#firstAt = moment.now
    increment(row, pageColumn)
    this.#near.count(subject, moment, row)
  }

  readonly called = (line: number, outcome: Called, event: CallEvent): void => {
    if ('body' in outcome) this.#refuse(line, outcome, event)
    else if (outcome.status === 201) this.#calls.created += 1
    else if ('event' in outcome && outcome.event === null) this.#calls.repeated += 1
  }

  readonly addressed = this.#sendings.addressed
  readonly dispatched = this.#sendings.dispatched

  readonly compared = (predicted: string | null, recorded: string | null): void => {
    this.#fidelity.pageLoads += 1
    if (predicted === recorded) this.#fidelity.agreed += 1
    else if (recorded === null) this.#fidelity.onlyPredicted += 1
    else if (predicted === null) this.#fidelity.onlyRecorded += 1
    else this.#fidelity.different += 1
  }

  /** The metrics of the profiles whose lives these are; no other may have been told of. */
  finish(lives: Iterable<Life>): Metrics {
    const endings = new Endings(this.#last, this.#sessions, this.#waits)
    for (const life of lives) endings.add(life)
    return mergeMetrics(this.#counted, endings.metrics)
  }

  /** What was counted so far, and what is known of those who wait: not the lives, which are their replay's. */
  save(): TallyState {
    return { counted: this.#counted, waits: this.#waits.save(), sessions: this.#sessions.save() }
  }

  /** Goes on from where another one stood. */
  restore({ counted, waits, sessions }: TallyState): void {
    this.#before = mergeMetrics(this.#before, counted)
    this.#waits.restore(waits)
    this.#sessions.restore(sessions)
  }

  #refuse(line: number, { status, body }: Refused, event: CallEvent): void {
    this.#calls.refused.add(String(status))
    const last = this.#refusals[mostRefusals - 1]
    if (last !== undefined && line > last.line) return
    const id = event.type === 'list' ? null : event.id
    this.#refusals = refusals.merge(this.#refusals, [{ line, type: event.type, id, status, messages: body.messages }])
  }

  #addShow({ experienceId, via }: ShowDecision, day: number): void {
    const days = entryOf(this.#shows, experienceId, () => new Map<number, Mutable<ShowMetrics>>())
    const shows = entryOf(days, day, () => ({ automatic: 0, delivered: 0 }))
    if (via === 'automatic') shows.automatic += 1
    else shows.delivered += 1
  }

  get #counted(): Metrics {
    return mergeMetrics(this.#before, {
      ...emptyMetrics,
      firstAt: this.#firstAt === never ? null : this.#firstAt,
      calls: { ...this.#calls, refused: this.#calls.refused.pairs, refusals: this.#refusals },
      fidelity: { ...this.#fidelity },
      days: this.#days.pairs,
      experiences: this.#experiences,
      sendings: this.#sendings.pairs,
      deliveries: this.#near.deliveries.reduce<Keyed<DeliveryMetrics>>(
        (all, [id, holds]) => deliveriesById.merge(all, [[id, { ...deliveryMetrics.empty, holds }]]),
        [],
      ),
    })
  }

  get #experiences(): Keyed<ExperienceMetrics> {
    const shown = [...this.#shows].map(([id, byDay]): [string, ExperienceMetrics] => {
      const days = sortedPairs(new Map([...byDay].map(([day, shows]) => [dayText(day), { ...shows }])))
      return [id, { ...experienceMetrics.empty, days }]
    })
    const held = this.#near.automatic
      .filter(([, { first }]) => first.length > 0)
      .map(([id, holds]): [string, ExperienceMetrics] => [id, { ...experienceMetrics.empty, holds }])
    return [...shown, ...held].reduce<Keyed<ExperienceMetrics>>((all, one) => experiencesById.merge(all, [one]), [])
  }
}

type Refused = Extract<Called, { readonly body: unknown }>

type Mutable<T> = { -readonly [K in keyof T]: T[K] }

const experiencesById = keyed(experienceMetrics)
const deliveriesById = keyed(deliveryMetrics)

function increment(row: Float64Array, column: number): void {
  row[column] = (row[column] as number) + 1
}
