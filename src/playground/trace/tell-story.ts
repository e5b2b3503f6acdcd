import { toProfileEvent } from '../../authoring/index.js'
import {
  type Engine,
  type Instant,
  profile as newProfile,
  type Page,
  type Profile,
  type ProfileEvent,
  type StepEvent,
} from '../../index.js'
import { type Session, session } from '../../session/index.js'
import { call } from './call.js'
import type { Engines } from './engines.js'
import type { TraceLine } from './line-reader.js'
import { type Outcome, Story, type StoryStep } from './story.js'
import { duesOf } from './timers.js'

export interface TellOptions {
  /** Whether a show counts as completed when it starts, or only interactions end it (P1). */
  readonly behaviour: 'assumed' | 'recorded'
}

/** Takes one person through their lines, in order: a fold of `session.step`, timers between them included (E7). */
export function tellStory(id: string, lines: readonly TraceLine[], engines: Engines, options: TellOptions): Story {
  const telling = new Telling(id, engines, options)
  for (const line of lines) telling.take(line)
  return telling.end()
}

class Telling {
  readonly #id: string
  readonly #engines: Engines
  readonly #completesShows: boolean
  readonly #steps: StoryStep[] = []
  readonly #checkpoints: Profile[] = []
  #session: Session
  #engine: Engine
  #dues: readonly Instant[] = []
  #eventIds: string[] = []
  #at = Number.NEGATIVE_INFINITY
  /** What the engine itself showed on this page: a recorded start of it is that same show (P2). */
  #ownShow: string | null = null

  constructor(id: string, engines: Engines, { behaviour }: TellOptions) {
    this.#id = id
    this.#engines = engines
    this.#completesShows = behaviour === 'assumed'
    this.#engine = engines.first
    this.#session = session(engines.first, newProfile(id), { completesShows: this.#completesShows })
  }

  take({ event, line }: TraceLine): void {
    const { at } = event
    if (this.#isDuplicate(at, event.eventId)) return
    this.#passTo(at)
    this.#useEngine(this.#engines.at(at))
    this.#at = at
    const outcome = call(event, this.#session.current, this.#engine)
    if (outcome !== null) {
      const refused = 'body' in outcome ? `${outcome.status}: ${outcome.body.messages.join('; ')}` : null
      const change = 'body' in outcome ? null : outcome.event
      this.#step({ at, line, change, asks: null, refused, status: outcome.status })
      return
    }
    if (event.type === 'page' && event.peek) {
      this.#step({ at, line, change: null, asks: { href: event.href, peek: true } })
      return
    }
    const change = toProfileEvent(event)
    if (change === null || this.#isOwnShow(change)) this.#step({ at, line, change: null, asks: null })
    else this.#step({ at, line, change: change as StepEvent, asks: questionOf(change, this.#session.current) })
  }

  /** Lets what is still waited for happen. */
  end(): Story {
    this.#passTo(Number.POSITIVE_INFINITY)
    return new Story({
      id: this.#id,
      steps: this.#steps,
      checkpoints: this.#checkpoints,
      last: this.#session.profile,
      completesShows: this.#completesShows,
    })
  }

  /** E7: a timer is a trigger of its own instant; those due by an instant come before its events (T6). */
  #passTo(at: Instant): void {
    for (let due = this.#dues[0]; due !== undefined && due <= at; due = this.#dues[0]) {
      this.#dues = this.#dues.slice(1)
      this.#useEngine(this.#engines.before(due))
      const change = { type: 'trigger', at: due, on: 'time_on_page' } as const
      const asks = questionOf(change, this.#session.current)
      // Where nothing is armed any more nobody would hear of it.
      if (asks !== null) this.#step({ at: due, line: null, change, asks })
    }
  }

  #step(step: Omit<StoryStep, 'engine' | 'outcome' | 'refused' | 'status'> & Partial<StoryStep>): void {
    if (this.#steps.length % Story.stride === 0) this.#checkpoints.push(this.#session.profile)
    const { change } = step
    const decision = change === null ? null : this.#session.step(change)
    const outcome: Outcome | null = decision === null ? null : decision.outcome
    this.#steps.push({ refused: null, status: null, ...step, engine: this.#engine, outcome })
    if (change?.type === 'page') this.#ownShow = null
    if (decision?.outcome === 'show') this.#ownShow = decision.experienceId
    if (change?.type === 'page') this.#dues = duesOf(this.#session.current, this.#engine.catalog)
  }

  #useEngine(engine: Engine): void {
    if (engine === this.#engine) return
    this.#engine = engine
    this.#session = session(engine, this.#session.profile, { completesShows: this.#completesShows })
  }

  #isDuplicate(at: Instant, eventId: string | null): boolean {
    if (at !== this.#at) this.#eventIds = []
    if (eventId === null) return false
    if (this.#eventIds.includes(eventId)) return true
    this.#eventIds.push(eventId)
    return false
  }

  #isOwnShow(change: ProfileEvent): boolean {
    if (change.type !== 'interaction' || change.state !== 'started') return false
    if (change.experienceId !== this.#ownShow) return false
    this.#ownShow = null
    return true
  }
}

/** What an event asks: a page load always, a trigger or a named event about what is armed on the open page (E7). */
function questionOf(change: ProfileEvent, { armed, pageHref }: Profile): Page | null {
  if (change.type === 'page') return { href: change.href }
  if (armed.length === 0 || pageHref === null) return null
  if (change.type === 'track') return { href: pageHref, trigger: { on: 'custom', name: change.event } }
  if (change.type !== 'trigger') return null
  const { type: _, at: __, ...trigger } = change
  return { href: pageHref, trigger }
}
