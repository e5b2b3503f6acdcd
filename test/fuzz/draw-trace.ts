import { dayMs, profile as nobody, type Profile } from '../../src/model/index.js'
import type { Document } from '../naive/catalog.js'
import { writeInstant } from '../naive/instant.js'
import type { Trace } from '../naive/replay.js'
import { type Line, NaiveWorld, type Told } from '../naive/world.js'
import { drawNext } from './boundaries.js'
import type { Draw } from './draw.js'
import {
  deliveryOf,
  drawCreation,
  drawQuery,
  drawSchedule,
  drawSending,
  drawUpdate,
  type Ground,
} from './draw-calls.js'
import { drawEdit, drawHref, drawIdentify, drawInteraction, drawTrigger } from './draw-lines.js'

/** A trace, and what the rules say of each of its lines where that is known as it is drawn. */
export interface DrawnTrace {
  readonly trace: Trace
  /** `null` where it takes the whole trace to know: whom a sending is for may depend on what comes later. */
  readonly told: readonly Told[] | null
}

/**
 * Draws whole lives line by line, with the naive interpreter at hand: the clock goes where something is about to turn,
 * triggers are those that something waits for, reports are of what was shown.
 */
export function drawTrace(draw: Draw, document: Document, base: number): DrawnTrace {
  const people = draw.pick([['u1'], ['u1'], ['ünï', 'u1'], ['u1', 'u2', 'u3']])
  const hasEdits = draw.once(4)
  const hasSendings = draw.once(8)
  const behaviour = draw.once(3) ? 'recorded' : 'assumed'
  const world = new NaiveWorld(document, behaviour)
  const told: Told[] = []
  const take = (line: Line): void => {
    told.push(world.take(line))
  }
  let now = base - dayMs
  const size = draw.pick([8, 20, 40, 60])
  for (let n = 0; n < size; n++) {
    const id = draw.pick(people)
    const profile = world.people.get(id)?.profile ?? nobody(id)
    const last = told.at(-1)?.asked.at(-1)?.decision ?? null
    const at = drawNext(draw, { catalog: world.catalogAt(now), profile, decision: last, now })
    if (at > now) {
      // P3: edits and sendings of an instant go before what profiles do.
      world.broadcasts.passBefore(at)
      if (hasEdits && draw.once(8))
        take({ type: 'catalog', at: writeInstant(at), ...drawEdit(draw, world.document, base) })
      world.broadcasts.passAt(at)
      if (hasSendings && draw.once(6)) take(drawSendingLine(draw, world, { profile, at, n }, people))
      world.broadcasts.handOut()
    }
    now = at
    take(drawLine(draw, world, { id, profile, at, n, base }))
  }
  const lines = told.map(({ line }) => line)
  return {
    trace: { document, behaviour, lines: draw.once(3) ? disordered(draw, lines) : lines },
    told: hasSendings ? null : told,
  }
}

interface Place {
  readonly id: string
  readonly profile: Profile
  readonly at: number
  readonly n: number
  readonly base: number
}

function drawLine(draw: Draw, world: NaiveWorld, { id, profile, at, n, base }: Place): Line {
  const catalog = world.catalogAt(at)
  const ground: Ground = { catalog, profile, now: at, n }
  const line = { at: writeInstant(at), profile_id: id, ...(draw.once(10) ? { event_id: draw.pick(['e1', 'e2']) } : {}) }
  const kind = draw.below(100)
  if (kind < 56) return { ...line, href: drawHref(draw, profile) }
  if (kind < 64) return { ...line, type: 'page', href: drawHref(draw, profile), peek: true }
  if (kind < 74) return { ...line, type: 'trigger', ...drawTrigger(draw, catalog, profile) }
  if (kind < 78) return { ...line, type: 'track', event: draw.pick(['signup', 'export']) }
  if (kind < 82) return { ...line, type: 'identify', ...drawIdentify(draw, base) }
  if (kind < 88) return { ...line, type: 'interaction', ...drawInteraction(draw, catalog, profile, at) }
  if (kind < 93) return { type: 'deliver', at: line.at, ...drawName(draw, id), ...drawCreation(draw, ground) }
  if (kind < 95) return { ...line, type: 'deliver.update', ...drawUpdate(draw, ground) }
  if (kind < 96) return { ...line, type: 'deliver.remove', id: deliveryOf(draw, profile) }
  if (kind < 98) return { ...line, type: 'list', ...drawQuery(draw, ground) }
  return { ...line, type: 'tick' }
}

/** D2: sometimes by another name. */
const drawName = (draw: Draw, profile_id: string) =>
  draw.once(8) ? draw.pick([{ uid: '7' }, { uid: 8 }, { email: 'a@example.com' }]) : { profile_id }

function drawSendingLine(
  draw: Draw,
  world: NaiveWorld,
  { profile, at, n }: Pick<Place, 'profile' | 'at' | 'n'>,
  people: readonly string[],
): Line {
  const ground = { catalog: world.catalogAt(at), profile, now: at, n }
  const known = world.broadcasts.all
  const line = { at: writeInstant(at) }
  if (known.length === 0 || draw.once(2))
    return { ...line, type: 'sending', id: `m${n}`, ...drawSending(draw, ground, people) }
  const { id } = draw.pick(known)
  if (draw.once(2)) return { ...line, type: 'sending.cancel', id: draw.once(9) ? 'nobodys' : id }
  return {
    ...line,
    type: 'sending.update',
    id,
    ...(draw.once(5) ? {} : { schedule: drawSchedule(draw, at) }),
    ...(draw.once(6) ? { draft: draw.once(2) } : {}),
  }
}

/** T6: in another order, but for the lines of one instant, which keep theirs. */
function disordered(draw: Draw, lines: readonly Line[]): Line[] {
  const waiting = new Map<string, Line[]>()
  for (const line of lines) waiting.set(line.at, [...(waiting.get(line.at) ?? []), line])
  return draw.shuffled(lines).map(({ at }) => (waiting.get(at) as Line[]).shift() as Line)
}
