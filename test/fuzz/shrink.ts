import { writeInstant } from '../naive/instant.js'
import type { Trace } from '../naive/replay.js'
import type { Line } from '../naive/world.js'
import { compareTrace } from './compare-trace.js'
import type { Heard, HeardLife } from './hear.js'
import { compareHeard } from './hear.js'
import { failingScenarioOf, failuresOf, scenarioOf } from './scenario-of.js'
import { hrefs } from './vocabulary.js'

const mostTries = 20_000

/** Goes on with the first smaller one that still fails, until none does (delta debugging). */
function shrink<T>(start: T, smaller: (one: T) => Iterable<T>, fails: (one: T) => boolean): T {
  let least = start
  let tries = 0
  for (let isLess = true; isLess; ) {
    isLess = false
    for (const one of smaller(least)) {
      tries += 1
      if (tries > mostTries) return least
      if (!fails(one)) continue
      least = one
      isLess = true
      break
    }
  }
  return least
}

/** Without a run of items, long ones first. */
function* withoutRuns<T>(items: readonly T[]): Iterable<readonly T[]> {
  for (let size = items.length; size >= 1; size = Math.floor(size / 2)) {
    for (let from = 0; from < items.length; from += size) yield [...items.slice(0, from), ...items.slice(from + size)]
  }
}

/** Keys without which a line or an object is another thing altogether, or none. */
const needed = [
  ...['id', 'at', 'type', 'profile_id', 'profileId', 'kind', 'href', 'event', 'state', 'experience_id', 'experienceId'],
  ...['rate_limit_size', 'rate_limit_kind', 'model_kind', 'model_id', 'on', 'element', 'name', 'seconds', 'params'],
  ...['message', 'channels', 'delivery', 'schedule', 'in', 'member_id', 'audience', 'recipients', 'conditions'],
  ...['fact', 'operator', 'value', 'url', 'match_type', 'amount', 'unit', 'defer_until', 'deferUntil', 'uid', 'email'],
]

/** Without one of the parts of a plain value: a key, an item, or what stands for a whole condition. */
function* withoutParts(value: unknown): Iterable<unknown> {
  if (Array.isArray(value)) {
    for (let k = 0; k < value.length; k++) yield value.toSpliced(k, 1)
    for (let k = 0; k < value.length; k++) for (const part of withoutParts(value[k])) yield value.toSpliced(k, 1, part)
  } else if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value)
    for (const [key] of entries) {
      if (!needed.includes(key)) yield Object.fromEntries(entries.filter(([name]) => name !== key))
    }
    for (const [key, inner] of entries) for (const part of withoutParts(inner)) yield { ...value, [key]: part }
  }
}

function* smallerTraces(trace: Trace): Iterable<Trace> {
  for (const lines of withoutRuns(trace.lines)) yield { ...trace, lines }
  if (trace.behaviour === 'recorded') yield { ...trace, behaviour: 'assumed' }
  for (const document of withoutParts(trace.document)) yield { ...trace, document: document as Trace['document'] }
  for (const [k, line] of trace.lines.entries()) {
    for (const less of withoutParts(line)) yield { ...trace, lines: trace.lines.toSpliced(k, 1, less as Line) }
  }
}

/** What cannot be read any more, or breaks off, shows nothing. */
function safely(fails: () => boolean): boolean {
  try {
    return fails()
  } catch {
    return false
  }
}

/** What a trace is told wrong: so that what is left in the end is what was found, and no other thing. */
function subjectOf(trace: Trace): string | null {
  const { difference } = compareTrace(trace)
  const pointer = difference?.path ?? failuresOf(scenarioOf(trace))?.[0]?.mismatches[0]?.pointer
  return pointer === undefined ? null : pointer.replace(/\d+/g, 'n').split('/').slice(0, 3).join('/')
}

/**
 * The least trace that comes out otherwise than the rules say, as a scenario that fails; where the difference is in what
 * no answer tells, page loads are put behind it until one does. `null` where none does.
 */
export function shrinkTrace(trace: Trace): { readonly trace: Trace; readonly scenario: object } | null {
  const subject = subjectOf(trace)
  const isToldWrong = (one: Trace) => safely(() => subjectOf(one) === subject && failingScenarioOf(one) !== null)
  const told = [trace, ...withQuestions(trace)].find(isToldWrong)
  if (told === undefined) return null
  const least = shrink(told, smallerTraces, isToldWrong)
  const scenario = failingScenarioOf(least)
  return scenario === null ? null : { trace: least, scenario }
}

/** The least trace on which the engine and the rules differ, told or not. */
export function shrinkUntold(trace: Trace): Trace {
  const subject = subjectOf(trace)
  return shrink(trace, smallerTraces, (one) => safely(() => subjectOf(one) === subject))
}

const spansMs = [0, 1, 1000, 30_000, 3_600_000, 5_400_001, 86_400_000, 7 * 86_400_000, 31 * 86_400_000]

/** The trace up to its difference and a few page loads behind it. */
function* withQuestions(trace: Trace): Iterable<Trace> {
  const { difference } = compareTrace(trace)
  if (difference === null) return
  const { at, profile_id = 'u1' } = difference.line
  const before = trace.lines.filter((line) => line.at <= at)
  for (const href of hrefs) {
    for (const spanMs of spansMs) {
      const later = { profile_id, href, at: writeInstant(Date.parse(at) + spanMs) }
      yield { ...trace, lines: [...before, { ...later, type: 'page', peek: true }] }
      yield { ...trace, lines: [...before, later] }
    }
  }
}

/** The least that must be heard for the engine and the rules to differ. */
export function shrinkHeard(life: HeardLife): HeardLife {
  return shrink(life, smallerLives, (one) => safely(() => compareHeard(one) !== null))
}

function* smallerLives(life: HeardLife): Iterable<HeardLife> {
  for (const heard of withoutRuns(life.heard)) yield { ...life, heard }
  if (life.heard.some(({ type }) => type === 'catalog')) return
  for (const document of withoutParts(life.document)) yield { ...life, document: document as HeardLife['document'] }
  for (const [k, one] of life.heard.entries()) {
    for (const less of withoutParts(one)) yield { ...life, heard: life.heard.toSpliced(k, 1, less as Heard) }
  }
}

/** The lines of a trace that says the same, but for what a trace cannot say: what is heard late is in its place there. */
export function traceOf({ profileId, document, completes, heard }: HeardLife): Trace {
  const lines = heard.flatMap((one): Line[] => {
    if (one.type === 'catalog') return []
    if (one.type !== 'event') {
      const type = one.type === 'create' ? 'deliver' : `deliver.${one.type}`
      return [{ type, profile_id: profileId, id: one.id, ...one.params, at: writeInstant(one.at) }]
    }
    const line = lineOf(one.event, profileId)
    return line === null ? [] : [line]
  })
  return { document, behaviour: completes ? 'assumed' : 'recorded', lines }
}

function lineOf(event: Extract<Heard, { type: 'event' }>['event'], profileId: string): Line | null {
  const line = { profile_id: profileId, at: writeInstant(event.at) }
  switch (event.type) {
    case 'page':
    case 'track':
    case 'identify':
      return { ...event, ...line }
    case 'trigger':
      return event.on === 'time_on_page' ? null : { ...event, ...line }
    case 'interaction': {
      const { experienceId, state, deferUntil = null, groupKind = null, groupId = null } = event
      const snooze = deferUntil === null ? {} : { defer_until: writeInstant(deferUntil) }
      const group = {
        ...(groupKind === null ? {} : { group_kind: groupKind }),
        ...(groupId === null ? {} : { group_id: groupId }),
      }
      return { ...line, type: 'interaction', experience_id: experienceId, state, ...snooze, ...group }
    }
    default:
      return null
  }
}
