import { createDelivery, type Outcome, removeDelivery, updateDelivery } from '../../src/deliveries/index.js'
import { Subject } from '../../src/eligibility/subject.js'
import { nextTurn, rearmed } from '../../src/eligibility/valid-until.js'
import { type Verdicts, verdictsOf } from '../../src/eligibility/verdicts.js'
import { compile, type Engine } from '../../src/engine/index.js'
import { explain } from '../../src/explain/index.js'
import { apply } from '../../src/history/index.js'
import { type Catalog, type Profile, profile as somebody } from '../../src/model/index.js'
import type { ObservedStepOptions } from '../../src/session/advance.js'
import { Session } from '../../src/session/index.js'
import { step } from '../../src/session/step.js'
import { sceneOf } from '../../src/simulator/delivery-scene.js'
import { type Document, type Item, naiveCatalog } from '../naive/catalog.js'
import type { NaiveDecision } from '../naive/decide.js'
import { type NaiveAnswer, naiveCreate, naiveRemove, naiveUpdate } from '../naive/deliveries.js'
import { type NaiveEvent, naiveStep } from '../naive/step.js'
import { differenceOfDecisions } from './compare-decision.js'
import { catalogOf, differenceOfProfiles, type Pair } from './compare-trace.js'
import { type Difference, differenceOf } from './difference.js'

/** What a server hears of one user, in the order in which it hears it: reports may come late, early, or twice. */
export type Heard =
  | { readonly type: 'event'; readonly event: NaiveEvent }
  | { readonly type: 'create' | 'update' | 'remove'; readonly id: string; readonly params: Item; readonly at: number }
  | { readonly type: 'catalog'; readonly document: Document }

/** A life as it was heard of. */
export interface HeardLife {
  readonly profileId: string
  readonly document: Document
  readonly completes: boolean
  readonly heard: readonly Heard[]
}

const engines = new WeakMap<Catalog, Engine>()

function engineOf(document: Document): Engine {
  const catalog = catalogOf(document)
  const known = engines.get(catalog) ?? compile(catalog)
  engines.set(catalog, known)
  return known
}

const naiveCatalogs = new WeakMap<Document, Catalog>()

function naiveCatalogOf(document: Document): Catalog {
  const known = naiveCatalogs.get(document) ?? naiveCatalog(document)
  if (known === null) throw new Error('no catalog: C5 refuses it')
  naiveCatalogs.set(document, known)
  return known
}

/** One life three times over: by the rules, by `step`, by a session. Each must say the same of all that is heard. */
export class Hearing {
  decisions = 0
  naive: Profile
  decision: NaiveDecision | null = null
  document: Document
  catalog: Catalog
  #stepped: Profile
  #session: Session
  #engine: Engine
  readonly #completes: boolean
  #count = 0
  #agreed: Pair | null = null

  constructor({ profileId, document, completes }: Omit<HeardLife, 'heard'>) {
    this.naive = somebody(profileId)
    this.document = document
    this.catalog = naiveCatalogOf(document)
    this.#stepped = this.naive
    this.#engine = engineOf(document)
    this.#completes = completes
    this.#session = this.#begin()
  }

  #begin(): Session {
    return new Session(this.#engine, this.#stepped, { completesShows: this.#completes })
  }

  take(heard: Heard): Difference | null {
    this.#count += 1
    if (heard.type === 'event') return this.#happen(heard.event)
    if (heard.type !== 'catalog') return this.#call(heard)
    this.document = heard.document
    this.catalog = naiveCatalogOf(heard.document)
    this.#engine = engineOf(heard.document)
    this.#session = this.#begin()
    return null
  }

  #happen(event: NaiveEvent): Difference | null {
    const before = this.#stepped
    const naive = naiveStep(this.catalog, this.naive, event, this.#completes)
    let found: Difference | null = null
    let asked = false
    const options: ObservedStepOptions = {
      completesShows: this.#completes,
      observe: (subject, moment, decision) => {
        asked = true
        if (naive.decision === null) return
        const { candidates, settled }: Verdicts = verdictsOf(subject, moment)
        const isPeek = event.type === 'page' && event.peek === true
        const waiting = isPeek ? subject.profile : rearmed(subject.profile, decision)
        const validUntil = nextTurn(new Subject(this.#engine, waiting), { href: moment.href }, moment.now)
        const answered = { decision, candidates, settled, validUntil, isTrigger: moment.trigger !== null }
        found = differenceOfDecisions({ decision: naive.decision, changes: isPeek ? null : naive.changes }, answered)
      },
    }
    const stepped = step(this.#engine, before, event, options)
    if (asked !== (naive.decision !== null)) return { path: '/asked', expected: naive.decision !== null, actual: asked }
    if (asked) this.decisions += 1
    const inSession = this.#session.step(event)
    this.naive = naive.profile
    this.decision = naive.decision
    this.#stepped = stepped.profile
    return (
      found ??
      differenceOf(stepped.decision, inSession, '/session') ??
      this.#differenceOfState() ??
      (this.#count % 16 === 0 && asked && event.type === 'page' ? this.#explained(before, event, naive.decision) : null)
    )
  }

  #differenceOfState(): Difference | null {
    const pair: Pair = [this.naive, this.#stepped]
    const found = differenceOfProfiles(pair, this.#agreed)
    this.#agreed = pair
    // A session that went astray says so in what it decides: a look at its profile now and then is enough.
    return found ?? (this.#count % 8 === 0 ? differenceOf(this.#stepped, this.#session.current, '/session') : null)
  }

  /** X1: what explains gives the verdict of what decides. */
  #explained(before: Profile, event: Extract<NaiveEvent, { type: 'page' }>, naive: NaiveDecision | null) {
    const page = { href: event.href, ...(event.peek === true ? { peek: true } : {}) }
    const { winner, candidates } = explain(this.#engine, before, page, event.at)
    const codes = Object.fromEntries(candidates.map(({ id, code }) => [id, code]))
    const expected = Object.fromEntries(candidates.map(({ id }) => [id, naive?.reasons.get(id)]))
    return differenceOf([naive?.winner, expected], [winner, codes], '/explained')
  }

  #call({ type, id, params, at }: Extract<Heard, { id: string }>): Difference | null {
    const scene = sceneOf(this.#engine, this.#stepped)
    const named = { by: 'profile_id', profile: this.naive } as const
    let naive: NaiveAnswer
    let outcome: Outcome
    if (type === 'create') {
      const whole = { ...params, profile_id: this.naive.id }
      naive = naiveCreate(this.catalog, named, whole, id, at)
      outcome = createDelivery(scene, whole, { now: at, id })
    } else if (type === 'update') {
      naive = naiveUpdate(this.catalog, this.naive, id, params, at)
      outcome = updateDelivery(scene, this.#stepped, id, params, { now: at })
    } else {
      naive = naiveRemove(this.naive, id, at)
      outcome = removeDelivery(this.#stepped, id, { now: at })
    }
    this.naive = naive.profile ?? this.naive
    if (naive.status !== outcome.status) return { path: '/status', expected: naive.status, actual: outcome.status }
    if (!('event' in outcome)) return null
    if (outcome.event !== null) {
      this.#stepped = apply(this.#stepped, outcome.event)
      this.#session.step(outcome.event)
    }
    return differenceOf(naive.delivery, outcome.delivery, '/delivery') ?? this.#differenceOfState()
  }
}

/** The first thing heard that the three differ about. */
export function compareHeard(life: HeardLife): (Difference & { readonly index: number }) | null {
  const hearing = new Hearing(life)
  for (const [index, heard] of life.heard.entries()) {
    const difference = hearing.take(heard)
    if (difference !== null) return { ...difference, index }
  }
  return null
}
