import type { Candidate, Moment } from '../eligibility/candidate.js'
import { ask } from '../eligibility/decide.js'
import { Subject } from '../eligibility/subject.js'
import type { Engine } from '../engine/index.js'
import { apply } from '../history/index.js'
import type { Decision, Instant, Page, Profile } from '../model/index.js'
import { never } from '../model/index.js'
import { makesWayAt, type Obstacle, ownObstacles } from './obstacle.js'
import type { Scene } from './scene.js'
import { type Question, sceneOf } from './set-scene.js'
import type { Step } from './step.js'
import type { Ways } from './ways.js'

/**
 * Where one question is asked over and over, each time with other changes, of the one function that decides. What is
 * derived from the profile is kept from one time to the next: a change drops what depends on it.
 */
export class Stage {
  readonly question: Question
  /** Nothing is changed. */
  readonly plain: Scene
  /** How often it was decided. */
  decisions = 0
  /** For all engines that are patched: they number the same experiences. */
  readonly #patched: Subject
  readonly #later = new WeakMap<Scene, Profile>()
  readonly #ways = new Map<string, Ways>()

  constructor(engine: Engine, profile: Profile, page: Page, now: Instant) {
    this.question = { engine, profile, page, now }
    this.#patched = new Subject(engine, profile)
    this.plain = sceneOf(this.question, [], new Subject(engine, profile))
  }

  with(steps: readonly Step[]): Scene {
    const scene = sceneOf(this.question, steps, this.plain.subject)
    if (scene.engine === this.plain.engine) return scene
    const isNumbered = scene.engine.indexOf === this.plain.engine.indexOf
    return { ...scene, subject: isNumbered ? this.#patched : new Subject(scene.engine, scene.profile) }
  }

  /** What keeps a candidate from showing at an instant; nothing does where it shows. */
  obstacles(scene: Scene, id: string, at: Instant): readonly Obstacle[] {
    const { subject } = scene
    this.#enter(scene, at > this.question.now ? this.#waited(scene) : scene.profile)
    if (scene === this.plain && scene.happens === null) {
      // Almost everything is held back by its own checks: only what passes them is a matter of what goes first.
      subject.refresh()
      const own = this.#own(id, subject, { now: at, href: scene.href, trigger: null })
      if (own.length > 0) return own
    }
    const { decision, askedAt, moment } = this.#decide(scene, at)
    if (decision.outcome === 'show' && winnerOf(decision) === id) return []
    const own = this.#own(id, subject, moment)
    if (own.length > 0) return own
    if (scene.happens !== null && askedAt === moment && !subject.profile.armed.includes(id)) {
      // It was not armed when the page was loaded: the same checks may have failed then.
      const before = this.#own(id, subject, { ...moment, now: at })
      return before.length > 0 ? before : [{ kind: 'unarmed', endsAt: never }]
    }
    const by = candidateNamed(winnerOf(decision), subject)
    if (by === undefined) return [{ kind: 'unarmed', endsAt: never }]
    const onTrigger = askedAt.trigger !== null
    return [{ kind: 'outranked', by, onTrigger, endsAt: makesWayAt(by, subject, askedAt) }]
  }

  /** Ways that are found once in this question, by what they depend on. */
  once(name: string, find: () => Ways): Ways {
    const ways = this.#ways.get(name) ?? find()
    this.#ways.set(name, ways)
    return ways
  }

  #own(id: string, subject: Subject, moment: Moment): readonly Obstacle[] {
    const candidate = candidateNamed(id, subject)
    if (candidate === undefined) return [{ kind: 'discarded', endsAt: never }]
    return ownObstacles(candidate, subject, moment)
  }

  /** The subject as it stands in a scene at an instant: for a look at what the checks compare. */
  enter(scene: Scene, at: Instant): Subject {
    this.#enter(scene, at > this.question.now ? this.#waited(scene) : scene.profile)
    scene.subject.refresh()
    return scene.subject
  }

  /** Every patched scene has parts of its own, so that all that another engine said is dropped with them. */
  #enter({ subject, engine }: Scene, profile: Profile): void {
    if (subject.engine !== engine) (subject as { engine: Engine }).engine = engine
    subject.profile = profile
  }

  /**
   * The decision at `at`. Where something has to happen on the page, the page load is decided first: it arms what waits,
   * or shows something, and then there is nothing that could be triggered (E7).
   */
  #decide(scene: Scene, at: Instant): Decided {
    const { subject, href, happens, passed } = scene
    const load: Moment = { now: at, href, trigger: null }
    if (happens === null) return { decision: this.#ask(subject, load), askedAt: load, moment: load }
    const { profile } = subject
    const dueAt = happens.afterMs === null ? at : (profile.pageAt ?? at) + happens.afterMs
    const moment = { now: Math.max(at, dueAt), href, trigger: happens.trigger }
    if (scene.loads) {
      const decision = this.#ask(subject, load)
      if (decision.outcome !== 'none') return { decision, askedAt: load, moment }
      subject.profile = decision.events.reduce(apply, profile)
    }
    if (passed.length > 0) {
      const { indexOf } = scene.engine
      const isPassed = (index: number): boolean => passed.some(([from, to]) => from <= index && index < to)
      const armed = subject.profile.armed.filter((id) => !isPassed(indexOf.get(id) ?? -1))
      subject.profile = { ...subject.profile, armed }
    }
    return { decision: this.#ask(subject, moment), askedAt: moment, moment }
  }

  #ask(subject: Subject, moment: Moment): Decision {
    this.decisions += 1
    return ask(subject, moment)
  }

  /** The profile for later instants: what the question discards when it is asked is discarded (E3), and nothing else happens. */
  #waited(scene: Scene): Profile {
    const { profile, subject } = scene
    if (profile.deliveryIds.length === 0 || (!scene.loads && scene.happens === null)) return profile
    let waited = this.#later.get(scene)
    if (waited === undefined) {
      this.#enter(scene, profile)
      const { decision } = this.#decide(scene, this.question.now)
      // What the page load discarded before a trigger came is gone from the profile that the trigger found.
      const settled = subject.profile === profile ? profile : subject.profile
      waited = decision.events
        .filter(({ type }) => type === 'discard')
        .reduce(apply, { ...settled, armed: profile.armed })
      this.#later.set(scene, waited)
    }
    return waited
  }
}

interface Decided {
  readonly decision: Decision
  /** The moment of the decision: that of the page load, or of the trigger. */
  readonly askedAt: Moment
  /** The moment that the candidate's own checks have to pass at. */
  readonly moment: Moment
}

/** The id of what shows or redirects. */
function winnerOf(decision: Decision): string {
  if (decision.outcome === 'none') return ''
  return 'deliveryId' in decision ? decision.deliveryId : decision.experienceId
}

function candidateNamed(id: string, { pending, engine }: Subject): Candidate | undefined {
  return pending.find(({ delivery }) => delivery?.id === id) ?? engine.candidates[engine.indexOf.get(id) ?? -1]
}
