import { dayMs, hourMs } from '../../src/model/index.js'
import { type Document, naiveCatalog, naiveEdit } from '../naive/catalog.js'
import type { NaiveEvent } from '../naive/step.js'
import { interactionOf, type Line } from '../naive/world.js'
import { drawNext } from './boundaries.js'
import { catalogOf, Unreadable } from './compare-trace.js'
import type { Difference } from './difference.js'
import type { Draw } from './draw.js'
import { deliveryOf, drawCreation, drawUpdate } from './draw-calls.js'
import { drawEdit, drawHref, drawIdentify, drawInteraction, drawTrigger } from './draw-lines.js'
import { type Heard, type HeardLife, Hearing } from './hear.js'

export interface DrawnHearing {
  readonly life: HeardLife
  readonly decisions: number
  readonly difference: Difference | null
}

/** How much later or earlier than it happened something is heard of: mostly at once. */
const lateMs = [0, 0, 0, 0, 0, 1, 1000, hourMs, dayMs, -1, -hourMs]

/** Draws what is heard of one user, holding the three ways against each other as it goes. */
export function drawHearing(draw: Draw, documents: readonly Document[], base: number): DrawnHearing {
  const about = { profileId: draw.pick(['u1', 'ünï']), document: draw.pick(documents), completes: draw.once(2) }
  const hearing = new Hearing(about)
  const heard: Heard[] = []
  const size = draw.pick([10, 20, 40, 80])
  let now = base - dayMs
  let difference: Difference | null = null
  for (let n = 0; n < size && difference === null; n++) {
    const { catalog, naive: profile, decision } = hearing
    now = drawNext(draw, { catalog, profile, decision, now })
    const again = draw.once(30) ? heard[draw.below(heard.length + 1)] : undefined
    const next =
      again !== undefined && again.type !== 'catalog' ? again : drawOne(draw, { hearing, now, n, base, documents })
    heard.push(next)
    difference = hearing.take(next)
  }
  return { life: { ...about, heard }, decisions: hearing.decisions, difference }
}

interface Place {
  readonly hearing: Hearing
  readonly now: number
  readonly n: number
  readonly base: number
  readonly documents: readonly Document[]
}

function drawOne(draw: Draw, { hearing, now, n, base, documents }: Place): Heard {
  const { catalog, naive: profile } = hearing
  const event = (one: NaiveEvent): Heard => ({ type: 'event', event: one })
  const ground = { catalog, profile, now, n }
  const kind = draw.below(100)
  if (kind < 60)
    return event({ type: 'page', at: now - (draw.once(30) ? draw.pick(lateMs) : 0), href: drawHref(draw, profile) })
  if (kind < 70) return event({ type: 'page', at: now, href: drawHref(draw, profile), peek: true })
  if (kind < 83) {
    if (draw.once(3)) return event({ type: 'trigger', at: now, on: 'time_on_page' })
    return event({ type: 'trigger', at: now, ...(drawTrigger(draw, catalog, profile) as { on: 'click' }) })
  }
  if (kind < 85) return event({ type: 'track', at: now - draw.pick(lateMs), event: draw.pick(['signup', 'export']) })
  if (kind < 88) return event({ type: 'identify', at: now, ...drawIdentify(draw, base) })
  if (kind < 94) {
    const at = now - draw.pick(lateMs)
    const report = interactionOf(drawInteraction(draw, catalog, profile, at) as Line, at)
    return event(draw.once(4) ? { ...report, interactionId: draw.pick(['x1', 'x2', 'u1:1', 'u1:3']) } : report)
  }
  if (kind < 97) {
    const { id = `d${n}`, ...params } = drawCreation(draw, ground)
    return { type: 'create', id: String(id), params, at: now }
  }
  if (kind < 98) {
    const { id, ...params } = drawUpdate(draw, ground)
    return { type: 'update', id: String(id), params, at: now }
  }
  if (kind < 99) return { type: 'remove', id: deliveryOf(draw, profile), params: {}, at: now }
  // An edit goes on from the one before: what was there once stays, if only as a tombstone (C6).
  return { type: 'catalog', document: documents[documents.indexOf(hearing.document) + 1] ?? hearing.document }
}

/** A document and some edits of it, each sound (C6): what a life may be lived under, one after another. */
export function drawDocuments(draw: Draw, document: Document, base: number, size: number): readonly Document[] {
  const documents = [document]
  for (let tries = 0; documents.length < size && tries < 3 * size; tries++) {
    const edited = naiveEdit(documents.at(-1) as Document, drawEdit(draw, documents.at(-1) as Document, base))
    if (edited !== null && naiveCatalog(edited) !== null && isReadable(edited)) documents.push(edited)
  }
  return documents
}

function isReadable(document: Document): boolean {
  try {
    catalogOf(document)
    return true
  } catch (error) {
    if (error instanceof Unreadable) return false
    throw error
  }
}
