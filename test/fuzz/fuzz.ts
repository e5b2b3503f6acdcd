import type { Document } from '../naive/catalog.js'
import { naiveReplay, type Trace } from '../naive/replay.js'
import { catalogOf, compareTrace } from './compare-trace.js'
import type { Difference } from './difference.js'
import { Draw } from './draw.js'
import { drawDocument } from './draw-document.js'
import { drawDocuments, drawHearing } from './draw-heard.js'
import { drawTrace } from './draw-trace.js'
import type { HeardLife } from './hear.js'
import { failuresOf, scenarioOf } from './scenario-of.js'
import { bases } from './vocabulary.js'

export interface Counts {
  rounds: number
  lives: number
  events: number
  decisions: number
}

/** A life on which the engine and the rules part. */
export interface Found {
  readonly seed: number
  readonly difference: Difference
  readonly life: Trace | HeardLife
}

const hearingsPerRound = 40
const tracesPerRound = 6

/**
 * One round of lives under one catalog and edits of it: most as a server hears of them, some as traces that are
 * replayed. The same seed draws the same round.
 */
export function fuzzRound(seed: number, counts: Counts): Found | null {
  const draw = new Draw(seed)
  const base = draw.pick(bases)
  const document = drawDocument(draw, base)
  catalogOf(document)
  counts.rounds += 1
  return fuzzHearings(seed, draw, { document, base }, counts) ?? fuzzTraces(seed, draw, { document, base }, counts)
}

/** The traces of a round alone: what was found in a hearing mostly shows in one of them too. */
export function fuzzTraceRound(seed: number): Found | null {
  const draw = new Draw(seed)
  const base = draw.pick(bases)
  return fuzzTraces(
    seed,
    draw,
    { document: drawDocument(draw, base), base },
    { rounds: 0, lives: 0, events: 0, decisions: 0 },
  )
}

interface Ground {
  readonly document: Document
  readonly base: number
}

function fuzzHearings(seed: number, draw: Draw, { document, base }: Ground, counts: Counts): Found | null {
  const documents = drawDocuments(draw, document, base, 3)
  for (let k = 0; k < hearingsPerRound; k++) {
    const { life, decisions, difference } = drawHearing(draw, documents, base)
    counts.lives += 1
    counts.events += life.heard.length
    counts.decisions += decisions
    if (difference !== null) return { seed, difference, life }
  }
  return null
}

function fuzzTraces(seed: number, draw: Draw, { document, base }: Ground, counts: Counts): Found | null {
  for (let k = 0; k < tracesPerRound; k++) {
    const { trace, told } = drawTrace(draw, document, base)
    const { decisions, difference } = compareTrace(trace, told ?? naiveReplay(trace).told)
    counts.lives += 1
    counts.events += trace.lines.length
    counts.decisions += decisions
    if (difference !== null) return { seed, difference, life: trace }
    // What sendings come to is told by scenarios only.
    const isTold = told !== null || (failuresOf(scenarioOf(trace)) ?? []).length === 0
    if (!isTold)
      return { seed, difference: { path: '/scenario', expected: 'to pass', actual: 'it fails' }, life: trace }
  }
  return null
}
