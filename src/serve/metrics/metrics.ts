import { Counter, collectDefaultMetrics, Histogram, Registry } from 'prom-client'
import type { Answered, Recorded } from '../../http/index.js'
import type { Decision } from '../../model/index.js'

/** What is counted while it serves. No label holds an id, a URL or a trait. */
export interface Metrics {
  readonly answered: (request: Answered) => void
  readonly recorded: (entry: Recorded) => void
  readonly stored: (call: { readonly operation: string; readonly outcome: string; readonly seconds: number }) => void
  readonly storeFailed: (call: { readonly operation: string; readonly failure: string }) => void
  /** In the text format of Prometheus. */
  readonly text: () => Promise<string>
  readonly contentType: string
}

/** From a tenth of a millisecond, of a store in memory, to what a client gives up on. */
const buckets = [0.0001, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10]

/** A registry of its own: two servers in one process count apart. */
export function createMetrics(): Metrics {
  const registry = new Registry()
  const registers = [registry]
  collectDefaultMetrics({ register: registry })
  const requests = new Counter({
    name: 'oncue_requests_total',
    help: 'Requests that were answered.',
    labelNames: ['method', 'route', 'status'] as const,
    registers,
  })
  const requestSeconds = new Histogram({
    name: 'oncue_request_seconds',
    help: 'How long requests took to answer.',
    labelNames: ['method', 'route'] as const,
    buckets,
    registers,
  })
  const decisions = new Counter({
    name: 'oncue_decisions_total',
    help: 'Decisions that were recorded, by what they came to: show (automatic, delivery), redirect, none (armed, nothing).',
    labelNames: ['outcome', 'reason'] as const,
    registers,
  })
  const discards = new Counter({
    name: 'oncue_discards_total',
    help: 'Deliveries that were discarded, by the reason.',
    labelNames: ['reason'] as const,
    registers,
  })
  const storeCalls = new Counter({
    name: 'oncue_store_calls_total',
    help: 'What was asked of the store, by its outcome.',
    labelNames: ['operation', 'outcome'] as const,
    registers,
  })
  const storeSeconds = new Histogram({
    name: 'oncue_store_seconds',
    help: 'How long the store took.',
    labelNames: ['operation'] as const,
    buckets,
    registers,
  })
  const storeFailures = new Counter({
    name: 'oncue_store_failures_total',
    help: 'What the store could not do: it could not be reached (unavailable), refused (failure), or broke (error).',
    labelNames: ['operation', 'failure'] as const,
    registers,
  })
  return {
    answered({ method, route, status, ms }) {
      requests.inc({ method, route, status })
      requestSeconds.observe({ method, route }, ms / 1_000)
    },
    recorded({ decision, events }) {
      if (decision !== null) decisions.inc({ outcome: decision.outcome, reason: reasonOf(decision) })
      for (const event of events) if (event.type === 'discard') discards.inc({ reason: event.reason })
    },
    stored({ operation, outcome, seconds }) {
      storeCalls.inc({ operation, outcome })
      storeSeconds.observe({ operation }, seconds)
    },
    storeFailed: (labels) => storeFailures.inc(labels),
    text: () => registry.metrics(),
    contentType: registry.contentType,
  }
}

function reasonOf(decision: Decision): string {
  if (decision.outcome === 'show') return decision.via
  if (decision.outcome === 'redirect') return 'delivery'
  return decision.armed.length > 0 ? 'armed' : 'nothing'
}
