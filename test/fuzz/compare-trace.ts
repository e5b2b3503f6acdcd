import { readCatalog } from '../../src/authoring/index.js'
import { readTraceEvent } from '../../src/authoring/trace.js'
import type { TraceEvent } from '../../src/authoring/trace-event.js'
import { Subject } from '../../src/eligibility/subject.js'
import { nextTurn, rearmed } from '../../src/eligibility/valid-until.js'
import { verdictsOf } from '../../src/eligibility/verdicts.js'
import type { Catalog, Profile } from '../../src/model/index.js'
import { type Called, type Question, Replay } from '../../src/simulator/replay.js'
import { Survey } from '../../src/simulator/survey.js'
import { createTimeline } from '../../src/simulator/timeline.js'
import type { Document } from '../naive/catalog.js'
import { naiveReplay, type Trace } from '../naive/replay.js'
import type { Line, NaiveAsked, Told } from '../naive/world.js'
import { differenceOfDecisions } from './compare-decision.js'
import { type Difference, differenceOf } from './difference.js'

export interface Compared {
  readonly decisions: number
  readonly difference: (Difference & { readonly line: Line }) | null
}

/** Something that is drawn, but is no catalog or no line: of no use to anybody. */
export class Unreadable extends Error {}

/**
 * P: a trace through the replay, and through the naive interpreter: each question of a line, timers included, each
 * call's answer, each edit's, and the profile as each line left it.
 */
export function compareTrace(trace: Trace, told: readonly Told[] = naiveReplay(trace).told): Compared {
  const places = new Map(trace.lines.map((line, index) => [line, index]))
  const events = trace.lines.map(eventOf)
  const survey = new Survey()
  for (const [index, event] of events.entries()) survey.event(event, index)
  const timeline = createTimeline(catalogOf(trace.document), survey.edits)

  let expected: NaiveAsked[] = []
  let called: Called | null = null
  let difference: Difference | null = null
  let decisions = 0
  const replay = new Replay(
    timeline,
    { recorded: 'use', behaviour: trace.behaviour },
    {
      asked: (question) => {
        decisions += 1
        difference ??= differenceOfQuestions(expected.shift(), question)
      },
      called: (_, outcome) => {
        called = outcome
      },
    },
  )
  for (const { line, profileId, asked, answer, profile } of told) {
    const index = places.get(line) as number
    const event = events[index] as TraceEvent
    expected = [...asked]
    called = null
    const engineOf = survey.profileOf(event, index)
    if (engineOf !== profileId)
      return { decisions, difference: { line, ...differ('/profile_id', profileId, engineOf) } }
    if (profileId === null) replay.takeNobodys(event, index)
    else replay.take(event, replay.life(profileId), index)
    difference ??=
      (expected.length === 0 ? null : differ('/asked', expected.length, 0)) ??
      (isOfSendings(line) ? null : differenceOfAnswers(answer, called ?? timeline.outcomes.get(index) ?? null)) ??
      (profile === null ? null : differenceOfProfiles([profile, replay.life(String(profileId)).draft]))
    if (difference !== null) return { decisions, difference: { ...difference, line } }
  }
  replay.end()
  return { decisions, difference: null }
}

/** What these are answered may depend on whom they find: scenarios, which play everything twice, hold that together. */
const isOfSendings = ({ type = 'page' }: Line): boolean => type.startsWith('sending')

const differ = (path: string, expected: unknown, actual: unknown): Difference => ({ path, expected, actual })

const catalogs = new WeakMap<Document, Catalog>()

/** The catalog of a document, read once. */
export function catalogOf(document: Document): Catalog {
  const known = catalogs.get(document)
  if (known !== undefined) return known
  const read = readCatalog(document)
  if (!read.ok) throw new Unreadable(JSON.stringify(read.problems[0]))
  catalogs.set(document, read.value)
  return read.value
}

function eventOf(line: Line): TraceEvent {
  const read = readTraceEvent(line)
  if (!read.ok) throw new Unreadable(JSON.stringify([line, read.problems[0]]))
  return read.value
}

function differenceOfQuestions(expected: NaiveAsked | undefined, question: Question): Difference | null {
  const { kind, subject, moment, decision } = question
  if (expected === undefined) return differ('/asked', null, kind)
  if (expected.kind !== kind || expected.at !== moment.now)
    return differ('/asked', [expected.kind, expected.at], [kind, moment.now])
  const { candidates, settled } = verdictsOf(subject, moment)
  const { engine, profile } = subject
  const isPeek = kind === 'peek'
  const waiting = isPeek ? profile : rearmed(profile, decision)
  const validUntil = nextTurn(new Subject(engine, waiting), { href: moment.href }, moment.now)
  const answered = { decision, candidates, settled, validUntil, isTrigger: moment.trigger !== null }
  return differenceOfDecisions({ decision: expected.decision, changes: isPeek ? null : expected.changes }, answered)
}

/** D, C6, N: the status; of a delivery all that is recorded of it; of a list the ids, and where it goes on. */
function differenceOfAnswers(naive: Told['answer'], answer: { readonly status: number } | null): Difference | null {
  if (naive === null || answer === null) return differenceOf(naive, answer, '/answer')
  if (naive.status !== answer.status) return differ('/status', naive.status, answer.status)
  if ('deliveries' in answer) {
    const { deliveries, cursor } = answer as Extract<Called, { deliveries: unknown }>
    return differenceOf([naive.ids, naive.before], [deliveries.map(({ id }) => id), cursor.before ?? null], '/list')
  }
  return 'delivery' in answer ? differenceOf(naive.delivery, answer.delivery, '/delivery') : null
}

/** A profile by the rules, and by an engine. */
export type Pair = readonly [naive: Profile, real: Profile]

/** H, L5, E7: all that is recorded of a profile. What neither side has touched since they agreed needs no second look. */
export function differenceOfProfiles([naive, real]: Pair, agreed: Pair | null = null): Difference | null {
  for (const key of Object.keys(naive) as (keyof Profile)[]) {
    if (key === 'version') continue
    const [one, other] = [naive[key], real[key]]
    if (agreed !== null && one === agreed[0][key] && other === agreed[1][key]) continue
    const found =
      agreed !== null && Array.isArray(one) && Array.isArray(other) && one.length === other.length
        ? differenceOfLists([one, other], [agreed[0][key], agreed[1][key]] as unknown as Lists, `/profile/${key}`)
        : differenceOf(one, other, `/profile/${key}`)
    if (found !== null) return found
  }
  return null
}

type Lists = readonly [readonly unknown[], readonly unknown[]]

function differenceOfLists([ones, others]: Lists, [agreed, agreedToo]: Lists, path: string): Difference | null {
  for (let k = 0; k < ones.length; k++) {
    if (k < agreed.length && ones[k] === agreed[k] && others[k] === agreedToo[k]) continue
    const found = differenceOf(ones[k], others[k], `${path}/${k}`)
    if (found !== null) return found
  }
  return null
}
