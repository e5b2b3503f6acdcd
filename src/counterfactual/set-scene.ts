import type { Subject } from '../eligibility/subject.js'
import { compile, type Engine } from '../engine/index.js'
import { apply } from '../history/index.js'
import { experience, type Instant, type Page, type Profile, secondMs, type Trigger } from '../model/index.js'
import type { AutomaticOrderChange, PositionChange } from './change.js'
import { type CatalogChange, patchEngine } from './patch-engine.js'
import { patchProfile } from './patch-profile.js'
import type { Happening, Scene } from './scene.js'
import { type Range, withoutRange } from './sparse.js'
import type { Step } from './step.js'

/** What was asked. */
export interface Question {
  readonly engine: Engine
  readonly profile: Profile
  readonly page: Page
  readonly now: Instant
}

/** The question with changes made to it. They are made just before it is asked: the page load comes after them. */
export function sceneOf(question: Question, steps: readonly Step[], subject: Subject): Scene {
  const { page, now } = question
  let { engine, profile } = question
  let { href } = page
  let loads = !page.peek && !page.trigger
  let happens: Happening | null = page.trigger ? { trigger: page.trigger, afterMs: null } : null
  const passed: Range[] = []
  for (const { change } of steps) {
    switch (change.kind) {
      case 'wait':
        break
      case 'load':
        loads = true
        break
      case 'page':
        loads = true
        href = change.href
        break
      case 'trigger':
        happens = happeningOf(change.trigger)
        break
      case 'position':
      case 'automatic_order':
        passed.push(passedBy(change, engine))
        break
      case 'trait':
      case 'track':
      case 'enable':
      case 'delivery':
      case 'delivery_position':
      case 'remove_delivery':
      case 'without_show':
        profile = patchProfile(profile, change, now)
        break
      default:
        engine = patchEngine(withKnown(engine, change, profile), change)
    }
  }
  if (loads) profile = apply(profile, { type: 'page', at: now, href })
  if (passed.length > 0 && happens === null) engine = withoutPassed(engine, passed)
  // Parts of its own: see the stage.
  if (engine !== question.engine)
    profile = { ...profile, traits: { ...profile.traits }, deliveries: [...profile.deliveries] }
  return { steps, subject, engine, profile, href, loads, happens, passed }
}

const happeningOf = (trigger: Trigger): Happening =>
  trigger.on === 'time_on_page'
    ? { trigger: { on: trigger.on }, afterMs: Math.round(trigger.seconds * secondMs) }
    : { trigger: { on: trigger.on, element: trigger.element, name: trigger.name }, afterMs: null }

/** An experience that only a delivery knows is in the catalog once it is published. */
function withKnown(engine: Engine, change: CatalogChange, { deliveries }: Profile): Engine {
  if (change.kind !== 'publish' || engine.indexOf.has(change.experienceId)) return engine
  const kind = deliveries.find(({ modelId }) => modelId === change.experienceId)?.modelKind
  if (kind === undefined) return engine
  const { catalog, interactionId } = engine
  const experiences = [...catalog.experiences, experience({ id: change.experienceId, kind })]
  return compile({ ...catalog, experiences }, interactionId ? { interactionId } : {})
}

/**
 * The experiences that another place in the order puts behind the candidate. None of them is asked before it any more,
 * and who comes after it is all the same to the question whether it shows: so they need not be numbered anew.
 */
function passedBy(change: PositionChange | AutomaticOrderChange, { experiences, indexOf }: Engine): Range {
  if (change.kind === 'position') {
    return [indexOf.get(change.above) ?? 0, indexOf.get(change.experienceId) ?? 0]
  }
  // The kinds stand one behind the other, so what is passed ends where the last kind begins.
  let [low, high] = [0, experiences.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    if (experiences[middle]?.source.kind === change.to[0]) high = middle
    else low = middle + 1
  }
  return [0, low]
}

function withoutPassed(engine: Engine, passed: readonly Range[]): Engine {
  const { pages } = engine
  return { ...engine, pages: (href, now) => passed.reduce(withoutRange, pages(href, now)) }
}
