import type { Problem } from '../model/index.js'
import { nearest } from './did-you-mean.js'
import { pointerTo } from './document/pointer.js'
import { quote } from './quote.js'
import { type Expectation, readExpectation } from './scenario-expectation.js'
import { readTraceEvent } from './trace.js'
import type { TraceEvent, WireParams } from './trace-event.js'
import { suggest } from './trace-problems.js'
import { traceEventSchema } from './trace-schema.js'

/** One event of a scenario, and what must come of it. */
export interface ScenarioStep {
  readonly event: TraceEvent
  /** `null` where the event is only there for those after it. */
  readonly expectation: Expectation | null
  /** Where it stands in the document: a JSON pointer, and its line where there is a text. */
  readonly pointer: string
  readonly line: number | null
}

/** Reads the events of a scenario, in the order of the document, and everything that is wrong with them. */
export function readEvents(
  events: readonly unknown[],
  lineOf: (pointer: string) => number | null,
): { readonly steps: readonly ScenarioStep[]; readonly problems: readonly Problem[] } {
  const problems: Problem[] = []
  const steps: ScenarioStep[] = []
  for (const [index, value] of events.entries()) {
    const pointer = pointerTo('', 'events', index)
    const reading = readTraceEvent(value, { pointer })
    if (!reading.ok) {
      problems.push(...reading.problems)
      continue
    }
    const written = value as WireParams
    const event = reading.value
    problems.push(...unknownKeys(event.type, written, pointer))
    if (written.expect === undefined) {
      steps.push({ event, expectation: null, pointer, line: lineOf(pointer) })
      continue
    }
    const expected = readExpectation(event.type, event.at, written.expect, pointerTo(pointer, 'expect'))
    problems.push(...expected.problems)
    steps.push({ event, expectation: expected.expectation, pointer, line: lineOf(pointer) })
  }
  if (problems.length === 0 && steps.every(({ expectation }) => expectation === null)) {
    const message = 'nothing is expected'
    problems.push({ code: 'no_expectation', pointer: '/events', message, help: 'give at least one event an "expect"' })
  }
  return { steps, problems }
}

/**
 * A trace may carry what it likes; a scenario is written by hand, where a key that nothing reads is a mistake, and a
 * misspelt `expect` a check that always passes.
 */
function unknownKeys(type: TraceEvent['type'], written: WireParams, pointer: string): Problem[] {
  const known = [...(knownKeys.get(type) ?? []), 'expect']
  return Object.keys(written).flatMap((key) => {
    const isJudgedLater = handsOn.includes(type) && nearest(key, ['expect']) === undefined
    if (known.includes(key) || isJudgedLater) return []
    const free = known.filter((candidate) => !Object.hasOwn(written, candidate))
    const message = `unknown key ${quote(key)} in ${quote(type)}`
    return [{ code: 'unknown_key', pointer: pointerTo(pointer, key), message, ...suggest(key, free) }]
  })
}

/** Types whose other keys are parameters of a call. */
const handsOn: readonly TraceEvent['type'][] = [
  'deliver',
  'deliver.update',
  'sending',
  'sending.update',
  'list',
  'catalog',
]

const knownKeys = new Map(
  traceEventSchema.options.map(({ entries }) => [
    'literal' in entries.type ? entries.type.literal : 'page',
    Object.keys(entries),
  ]),
)
