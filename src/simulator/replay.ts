import {
  type DeliverTraceEvent,
  type DeliverUpdateTraceEvent,
  type TraceEvent,
  toProfileEvent,
} from '../authoring/trace-event.js'
import {
  createDelivery,
  type ListOutcome,
  listDeliveries,
  type Outcome,
  removeDelivery,
  updateDelivery,
} from '../deliveries/index.js'
import type { Moment } from '../eligibility/candidate.js'
import type { Subject } from '../eligibility/subject.js'
import type { Engine } from '../engine/index.js'
import { record } from '../history/record.js'
import type { Decision, Instant, PageEvent, Profile, TriggerEvent } from '../model/index.js'
import { profile as emptyProfile } from '../model/index.js'
import { advance, type ObservedStepOptions, type StepEvent } from '../session/advance.js'
import { sceneOf } from './delivery-scene.js'
import type { Life } from './life.js'
import { Population } from './population.js'
import { Passage } from './sendings/passage.js'
import type { SendingObserver } from './sendings/take-due.js'
import type { Timeline } from './timeline.js'

export interface ReplayOptions {
  /** What recorded interactions are (P2): history, nothing, or the truth that the engine is compared with. */
  readonly recorded: 'use' | 'ignore' | 'compare'
  /** Whether a show counts as completed when it starts, or only interactions end it (P1). */
  readonly behaviour: 'assumed' | 'recorded'
}

export const defaultReplayOptions: ReplayOptions = { recorded: 'use', behaviour: 'assumed' }

/** What a replay tells as it goes. Each is called before what was decided is recorded. */
export interface Observer extends SendingObserver {
  /** A page load, or a trigger or timer that something was armed for. */
  readonly asked?: (question: Question) => void
  /** A lifecycle call (D), its answer, and the event that it was. */
  readonly called?: (line: number, outcome: Called, event: CallEvent) => void
  /** `compare`: what the engine would have shown on a page load, and what really started (P2). */
  readonly compared?: (predicted: string | null, recorded: string | null) => void
}

export type Called = Outcome | ListOutcome

/** A lifecycle call in a trace. */
export type CallEvent = Call | (TraceEvent & { readonly type: 'list' })

/** A page load and where it stands in the trace. */
export interface PageLoad extends PageEvent {
  readonly eventId: string | null
  readonly line: number
}

/** A question and its answer. It is used again for the next one: what is wanted of it must be taken at once. */
export interface Question {
  readonly line: number
  /** `timer` is a trigger that no line of the trace is. */
  readonly kind: 'page' | 'peek' | 'trigger' | 'timer'
  readonly subject: Subject
  readonly moment: Moment
  readonly decision: Decision
}

/**
 * The fold of a trace: takes profiles through their events, one by one, in order within each profile (T6). What it
 * says of one profile does not depend on the others (P3).
 */
export class Replay {
  readonly timeline: Timeline
  readonly population: Population
  readonly sendings: Passage
  /** For those who know profiles by id alone. */
  readonly #numbers = new Map<string, number>()
  readonly #options: ReplayOptions
  readonly #observer: Observer
  readonly #steps: ObservedStepOptions
  #line = 0
  #kind: Question['kind'] = 'page'

  constructor(timeline: Timeline, options: ReplayOptions, observer: Observer) {
    this.timeline = timeline
    this.population = new Population(timeline.last, (life, now) => this.#fire(life, now))
    this.sendings = new Passage(timeline, observer)
    this.#options = options
    this.#observer = observer
    this.#steps = {
      completesShows: options.behaviour === 'assumed',
      ...(observer.asked === undefined ? {} : { observe: this.#observe(observer.asked) }),
    }
  }

  /** One question after another in one object: nobody may keep it. */
  #observe(asked: (question: Question) => void): NonNullable<ObservedStepOptions['observe']> {
    let question: Mutable<Question> | null = null
    return (subject, moment, decision) => {
      question ??= { line: 0, kind: 'page', subject, moment, decision }
      question.line = this.#line
      question.kind = this.#kind
      question.subject = subject
      question.moment = moment
      question.decision = decision
      asked(question)
    }
  }

  /** The life of a profile, begun if this is the first that is heard of it. */
  life(id: string): Life {
    let number = this.#numbers.get(id)
    if (number === undefined) {
      number = this.population.begin(id)
      this.#numbers.set(id, number)
    }
    return this.population.at(number)
  }

  get lives(): readonly Life[] {
    return [...this.population]
  }

  /**
   * A page load: what almost every event is.
   *
   * @returns `false` for a duplicate, which is passed over
   */
  page(life: Life, load: PageLoad): boolean {
    const { at, eventId, line } = load
    if (isDuplicate(life, at, eventId)) return false
    this.#arrive(life, at, line)
    if (this.#options.recorded === 'compare') {
      this.#predict(life, at, load.href)
      return true
    }
    life.ownShow = null
    this.#advance(life, load, 'page')
    if (life.hasTimers || life.draft.armed.length > 0) life.startTimers((due) => this.#fire(life, due))
    return true
  }

  /**
   * Any event of a profile.
   *
   * @returns `false` for a duplicate, which is passed over
   */
  take(event: TraceEvent, life: Life, line: number): boolean {
    if (event.type === 'page' && !event.peek)
      return this.page(life, { type: 'page', at: event.at, href: event.href, eventId: event.eventId, line })
    if (isDuplicate(life, event.at, event.eventId)) return false
    this.#arrive(life, event.at, line)
    this.#handle(event, life)
    return true
  }

  /** Lets sendings go to their end, and the last page of each profile be compared with what was recorded on it. */
  end(): void {
    this.sendings.end(this.population)
    for (const life of this.population) this.#settle(life, null)
  }

  /** Brings a profile to an instant: timers due by then come first, then the catalog of that instant (T6, P3). */
  #arrive(life: Life, at: Instant, line: number): void {
    this.#line = line
    this.sendings.passTo(life, at)
    life.passTo(at)
    life.at = at
    life.useEngine(this.timeline.at(at))
  }

  #handle(event: TraceEvent, life: Life): void {
    switch (event.type) {
      case 'page':
        this.#advance(life, { type: 'page', at: event.at, href: event.href, peek: true }, 'peek')
        return
      case 'interaction':
        if (this.#options.recorded === 'ignore' || this.#isOwnShow(event, life)) return
        if (event.state === 'started' && isAutomatic(event, life)) this.#settle(life, event.experienceId)
        break
      case 'deliver':
      case 'deliver.update':
      case 'deliver.remove':
        this.#call(event, life)
        return
      case 'list':
        this.#observer.called?.(
          this.#line,
          listDeliveries(life.draft.deliveries, event.query, { now: event.at }),
          event,
        )
        return
      case 'catalog':
      case 'tick':
        return
      default:
    }
    const change = toProfileEvent(event)
    if (change !== null) this.#advance(life, change, 'trigger')
  }

  #advance(life: Life, event: StepEvent, kind: Question['kind']): Decision | null {
    this.#kind = kind
    const decision = advance(life.subject, life.draft, event, this.#steps)
    if (decision?.outcome === 'show' && decision.events.length > 0) {
      life.ownShow = decision.experienceId
      life.shows += 1
    }
    return decision
  }

  /** E7: a timer is a trigger of its own instant. */
  #fire(life: Life, at: Instant): void {
    // What is due at once follows its page load, and with it the edits of that instant.
    life.useEngine(at === life.draft.pageAt ? this.timeline.at(at) : this.timeline.before(at))
    const trigger: TriggerEvent = { type: 'trigger', at, on: 'time_on_page' }
    this.#advance(life, trigger, 'timer')
  }

  /** P2: the start of what the engine showed on this page, reported once, is the show that it made. */
  #isOwnShow(event: TraceEvent & { type: 'interaction' }, life: Life): boolean {
    if (event.state !== 'started' || life.ownShow !== event.experienceId) return false
    life.ownShow = null
    return true
  }

  #predict(life: Life, at: Instant, href: string): void {
    this.#settle(life, null)
    record(life.draft, { type: 'page', at, href })
    const decision = this.#advance(life, { type: 'page', at, href, peek: true }, 'page')
    life.predicted = decision?.outcome === 'show' && decision.via === 'automatic' ? decision.experienceId : null
  }

  #settle(life: Life, recorded: string | null): void {
    if (life.predicted === undefined) return
    this.#observer.compared?.(life.predicted, recorded)
    life.predicted = undefined
  }

  #call(event: Call, life: Life): void {
    const outcome = callDeliveries(event, life.draft, life.subject.engine)
    this.#observer.called?.(this.#line, outcome, event)
    if ('event' in outcome && outcome.event !== null) record(life.draft, outcome.event)
  }

  /** A lifecycle call that names nobody who was seen (D2): answered, and nothing happens. */
  takeNobodys(event: TraceEvent, line: number): void {
    if (event.type === 'list') {
      const deliveries = this.lives.flatMap(({ draft }) => draft.deliveries)
      this.#observer.called?.(line, listDeliveries(deliveries, event.query, { now: event.at }), event)
    } else if (isCall(event)) {
      this.#observer.called?.(line, callDeliveries(event, null, this.timeline.at(event.at)), event)
    }
  }
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] }

/** Whether an event is a lifecycle call (D). */
export const isCall = (event: TraceEvent): event is Call =>
  event.type === 'deliver' || event.type === 'deliver.update' || event.type === 'deliver.remove'

export type Call = DeliverTraceEvent | DeliverUpdateTraceEvent | (TraceEvent & { type: 'deliver.remove' })

/** A lifecycle call of the profile that its line was found to name, if of any (D2). */
function callDeliveries(event: Call, named: Profile | null, engine: Engine): Outcome {
  const { at: now } = event
  const profile = named ?? nobody
  const scene = sceneOf(engine, named)
  if (event.type === 'deliver') {
    return createDelivery(scene, event.params, { now, id: event.id ?? nextDeliveryId(profile) })
  }
  return event.type === 'deliver.update'
    ? updateDelivery(scene, profile, event.id, event.params, { now })
    : removeDelivery(profile, event.id, { now })
}

const nobody = emptyProfile('')

const nextDeliveryId = ({ id, deliveries }: Profile): string => `delivery:${id}:${deliveries.length + 1}`

/** Whether an event of the same id, profile and instant was there before. */
function isDuplicate(life: Life, at: Instant, eventId: string | null): boolean {
  if (life.eventIds.length > 0 && at !== life.at) life.eventIds = []
  if (eventId === null) return false
  if (life.eventIds.includes(eventId)) return true
  life.eventIds.push(eventId)
  return false
}

function isAutomatic(event: TraceEvent & { type: 'interaction' }, { draft }: Life): boolean {
  if (event.groupKind !== null) return event.groupKind === 'automatic'
  return event.groupId === null || !draft.deliveryIds.includes(event.groupId)
}
