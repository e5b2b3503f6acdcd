import { visitNear } from '../eligibility/near.js'
import type { Candidate, Engine } from '../engine/index.js'
import { type Code, codes } from '../model/code.js'
import type { Called, Observer, Question } from './replay.js'

const codeIndex = new Map<Code, number>(codes.map((code, index) => [code, index]))

/** Counts as a replay goes: what cannot be read off the profiles afterwards. */
export class Tally implements Observer {
  pageLoads = 0
  pageLoadsWithShow = 0
  redirects = 0
  showsByTrigger = 0
  readonly calls = { created: 0, repeated: 0, refused: new Map<number, number>() }
  readonly fidelity = { pageLoads: 0, agreed: 0, onlyPredicted: 0, onlyRecorded: 0, different: 0 }
  /** By experience: how often it was shown by itself and by delivery. */
  readonly automatic = new Map<string, number>()
  readonly delivered = new Map<string, number>()
  /** How often each code was a delivery's. */
  readonly deliveryCodes = new Map<Code, number>()
  /** Per engine, by experience and code: how often each code was that of a candidate that came near. */
  readonly #near = new Map<Engine, Float64Array>()
  #counts: Float64Array = new Float64Array(0)
  #countsOf: Engine | null = null

  readonly asked = ({ kind, subject, moment, decision }: Question): void => {
    if (kind === 'peek') return
    if (decision.outcome === 'redirect') this.redirects += 1
    if (decision.outcome === 'show') {
      increment(decision.via === 'automatic' ? this.automatic : this.delivered, decision.experienceId)
      if (kind === 'page') this.pageLoadsWithShow += 1
      else this.showsByTrigger += 1
    }
    if (kind !== 'page') return
    this.pageLoads += 1
    this.#use(subject.engine)
    visitNear(subject, moment, this.#count)
  }

  readonly called = (_line: number, outcome: Called): void => {
    if ('body' in outcome) increment(this.calls.refused, outcome.status)
    else if (outcome.status === 201) this.calls.created += 1
    else if ('event' in outcome && outcome.event === null) this.calls.repeated += 1
  }

  readonly compared = (predicted: string | null, recorded: string | null): void => {
    this.fidelity.pageLoads += 1
    if (predicted === recorded) this.fidelity.agreed += 1
    else if (recorded === null) this.fidelity.onlyPredicted += 1
    else if (predicted === null) this.fidelity.onlyRecorded += 1
    else this.fidelity.different += 1
  }

  /** By experience id: the codes that held it back when it came near, and how often. */
  holds(): ReadonlyMap<string, ReadonlyMap<Code, number>> {
    const holds = new Map<string, Map<Code, number>>()
    for (const [engine, counts] of this.#near) {
      for (const { index, source } of engine.experiences) {
        const own = holds.get(source.id) ?? new Map<Code, number>()
        holds.set(source.id, own)
        for (const [code, offset] of codeIndex) {
          const count = counts[index * codes.length + offset] as number
          if (count > 0 && code !== 'shown') own.set(code, (own.get(code) ?? 0) + count)
        }
      }
    }
    return holds
  }

  readonly #count = ({ experience, delivery }: Candidate, code: Code): void => {
    if (delivery !== null) {
      increment(this.deliveryCodes, code)
    } else {
      const cell = experience.index * codes.length + (codeIndex.get(code) as number)
      this.#counts[cell] = (this.#counts[cell] as number) + 1
    }
  }

  #use(engine: Engine): void {
    if (engine === this.#countsOf) return
    this.#countsOf = engine
    this.#counts = this.#near.get(engine) ?? new Float64Array(engine.experiences.length * codes.length)
    this.#near.set(engine, this.#counts)
  }
}

function increment<K>(counts: Map<K, number>, key: K): void {
  counts.set(key, (counts.get(key) ?? 0) + 1)
}
