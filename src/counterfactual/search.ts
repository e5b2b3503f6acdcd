import { type Candidate, candidateId } from '../eligibility/candidate.js'
import type { Instant } from '../model/index.js'
import { never } from '../model/index.js'
import { Found } from './found.js'
import { type Branch, Frontier } from './frontier.js'
import { leastPart, type Trial } from './least-part.js'
import { bySize, byStep } from './order.js'
import { firstShow, outlookOf, type View } from './outlook.js'
import { passagesOf } from './passages.js'
import type { Scene } from './scene.js'
import type { Stage } from './stage.js'
import { type Step, step } from './step.js'
import { isForRoom } from './thought-away.js'
import { touches, whoseOf } from './touches.js'
import type { Passage } from './ways.js'

/** What came of a search. */
export interface Findings {
  readonly sets: readonly (readonly Step[])[]
  /** Whether there are, or may be, more. */
  readonly more: boolean
}

export interface Bounds {
  /** How many sets are wanted. */
  readonly most: number
  /** How often it may be decided. */
  readonly decisions: number
}

/** The most changes in one set, and the most sets that are put together, decided on or not. */
const maxSize = 8
const maxBranches = 3_000

/**
 * The smallest sets of changes after which one candidate shows. Every obstacle has to be got past in one of its ways: so
 * the ways are put together, fewest changes first, and each set is decided on. What turns out to be in the way then is
 * got past in turn.
 */
export class Search {
  readonly #stage: Stage
  readonly #id: string
  readonly #trial: Trial
  readonly #bounds: Bounds
  readonly #found = new Found()
  readonly #frontier = new Frontier()
  /** One step of each name. */
  readonly #steps = new Map<string, Step>()
  /** The sets that were decided on, those of now and those with a wait in them. */
  readonly #decided = new Set<string>()
  readonly #plain = new Map<Instant, View['obstacles']>()
  #branches = 0
  #more = false

  constructor(stage: Stage, candidate: Candidate, { most, decisions }: Bounds) {
    const id = candidateId(candidate)
    const { now } = stage.question
    this.#stage = stage
    this.#id = id
    this.#bounds = { most, decisions: stage.decisions + decisions }
    this.#trial = {
      whose: whoseOf(candidate, stage.question),
      now,
      plainAt: (at) => this.#plainAt(at),
      // What was found to do is kept, so a part that was decided on does not do.
      shows: (steps, at) =>
        (at > now || !this.#decided.has(nameOf(steps))) && stage.obstacles(stage.with(steps), id, at).length === 0,
    }
  }

  run(): Findings {
    const { waitsUntil, views, more } = outlookOf(this.#stage, this.#id)
    this.#more = more
    for (const { at, obstacles } of views) this.#plain.set(at, obstacles)
    if (waitsUntil !== null) this.#found.add([waitStep(waitsUntil)])
    for (const view of views) {
      const steps = this.#isNow(view) ? [] : [waitStep(view.at)]
      this.#open({ view, steps, open: this.#past(view, this.#stage.plain) })
    }
    for (let size = 0; size <= maxSize; size++) {
      while (this.#frontier.has(size) && !this.#isEnough(size)) this.#try(size)
    }
    const sets = this.#found.first(this.#bounds.most)
    const isMore = this.#isEnough(Infinity) || this.#frontier.some(({ steps }) => !this.#found.covers(steps))
    return { sets, more: this.#more || isMore || sets.length === 0 }
  }

  /** Whether there are more sets of at most so many changes than are wanted. */
  #isEnough(size: number): boolean {
    return this.#found.count(size) > this.#bounds.most
  }

  get #isSpent(): boolean {
    return this.#stage.decisions >= this.#bounds.decisions || this.#branches >= maxBranches
  }

  /** Follows all branches of a size, and decides on those that are complete, in their order. */
  #try(size: number): void {
    const complete: Branch[] = []
    for (let branch = this.#frontier.take(size); branch !== undefined; branch = this.#frontier.take(size)) {
      if (this.#found.covers(branch.steps)) continue
      if (this.#isSpent) this.#more = true
      else if (!this.#follow(branch)) complete.push({ ...branch, steps: [...branch.steps].sort(byStep) })
    }
    for (const branch of complete.sort((a, b) => bySize(a.steps, b.steps))) {
      if (this.#isEnough(size)) return
      if (this.#isSpent) this.#more = true
      else if (!this.#found.covers(branch.steps)) this.#decide(branch)
    }
  }

  /**
   * Takes each way past the first obstacle that nothing was done about yet. There may be none. What was done about
   * another one may have an effect on it, too, so that is left to the decision as well.
   */
  #follow({ view, steps, open }: Branch): boolean {
    const next = open.find(({ ways }) => !ways.some((way) => way.every((one) => steps.includes(one))))
    if (next === undefined) return false
    for (const way of next.ways) {
      const added = way.filter((one) => !steps.includes(one))
      if (added.some(({ key }) => steps.some((one) => one.key === key))) continue // one thing cannot be two
      this.#open({ view, steps: [...steps, ...added], open })
    }
    const { whose } = this.#trial
    if (steps.some(({ change }) => change.kind !== 'wait' && touches(change, next.obstacle, whose))) {
      this.#open({ view, steps, open: open.filter((one) => one !== next) })
    }
    return true
  }

  /** Keeps the set where it does; otherwise the branch goes on with what is in the way now. */
  #decide({ view, steps }: Branch): void {
    const changes = steps.filter(({ change }) => change.kind !== 'wait')
    const name = (this.#isNow(view) ? '' : 'wait\n') + nameOf(changes)
    if (this.#decided.has(name)) return
    this.#decided.add(name)
    const scene = this.#stage.with(changes)
    const { at, obstacles } = this.#viewOf(scene, view)
    if (obstacles.length === 0) {
      const least = leastPart(this.#isNow({ at }) ? changes : [waitStep(at), ...changes], this.#trial)
      if (isForRoom(least, this.#plainAt(this.#trial.now), this.#trial.whose)) this.#found.add(least)
      return
    }
    this.#wait(changes, { at, obstacles })
    // Where what was done about an obstacle was not enough, doing it again is no help.
    const open = this.#past({ at, obstacles }, scene).map((passage) => ({
      ...passage,
      ways: passage.ways.filter((way) => !way.every((one) => steps.includes(one))),
    }))
    if (open.length > 0) this.#open({ view, steps, open })
  }

  /** What the changes have brought about may end by itself. */
  #wait(changes: readonly Step[], { at, obstacles }: View): void {
    const until = obstacles.reduce((most, { endsAt }) => Math.max(most, endsAt), at)
    if (!this.#isNow({ at }) || until === never) return
    this.#open({ view: { at: until, obstacles: [] }, steps: [waitStep(until), ...changes], open: [] })
  }

  /** What is in the way in a scene: now, or at the end of the wait. What nothing touches need not be looked at. */
  #viewOf(scene: Scene, { at }: View): View {
    if (this.#isNow({ at })) return { at, obstacles: this.#stage.obstacles(scene, this.#id, at) }
    const { now, whose } = this.#trial
    const untouched = this.#plainAt(now).filter(
      (obstacle) => !scene.steps.some(({ change }) => touches(change, obstacle, whose)),
    )
    const from = untouched.reduce((most, { endsAt }) => Math.max(most, endsAt), now)
    return from === never ? { at, obstacles: untouched } : firstShow(this.#stage, scene, this.#id, from)
  }

  #plainAt(at: Instant): View['obstacles'] {
    let obstacles = this.#plain.get(at)
    if (obstacles === undefined) {
      obstacles = this.#stage.obstacles(this.#stage.plain, this.#id, at)
      this.#plain.set(at, obstacles)
    }
    return obstacles
  }

  #past(view: View, scene: Scene): readonly Passage[] {
    const { whose } = this.#trial
    const passages = passagesOf(view, { stage: this.#stage, scene, candidate: whose.candidate }, whose)
    if (passages.some(({ more }) => more)) this.#more = true
    return passages.map((passage) => ({
      ...passage,
      ways: passage.ways.map((way) => way.map((one) => this.#same(one))),
    }))
  }

  /** The step that is known by the same name. */
  #same(one: Step): Step {
    const known = this.#steps.get(one.name) ?? one
    this.#steps.set(one.name, known)
    return known
  }

  #isNow({ at }: Pick<View, 'at'>): boolean {
    return at === this.#trial.now
  }

  #open(branch: Branch): void {
    this.#branches += 1
    this.#frontier.add(branch, branch.steps.length)
  }
}

const waitStep = (until: Instant): Step => step({ kind: 'wait', by: 'time', until })

/** Of steps in their order. */
const nameOf = (steps: readonly Step[]): string => steps.map(({ name }) => name).join('\n')
