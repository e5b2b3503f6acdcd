import { isMap, isSeq, Document as YamlDocument } from 'yaml'
import { parseScenario } from '../../src/authoring/index.js'
import { deliveryToWire } from '../../src/deliveries/wire.js'
import type { Profile } from '../../src/model/index.js'
import { runScenario, type ScenarioFailure } from '../../src/simulator/scenario.js'
import { writeInstant } from '../naive/instant.js'
import { naiveReplay, type Trace } from '../naive/replay.js'
import type { Line, NaiveAsked, Told } from '../naive/world.js'

type Expect = Readonly<Record<string, unknown>>

/** A trace as a scenario: what the rules say of each line is what it expects, or what is left of that. */
export function scenarioOf(trace: Trace, left: (line: Line, expect: Expect) => Expect = (_, expect) => expect): object {
  const { document, behaviour, lines } = trace
  const { told } = naiveReplay(trace)
  const last = told.at(-1)?.line
  const expected = new Map(told.map((one) => [one.line, expectationOf(one, one.line === last)]))
  const events = lines.map((line) => {
    const expect = left(line, expected.get(line) ?? {})
    return Object.keys(expect).length === 0 ? line : { ...line, expect }
  })
  return {
    title: 'what the rules say, and something else said otherwise',
    ...(behaviour === 'recorded' ? { behaviour } : {}),
    catalog: document,
    events,
  }
}

/** Where a scenario fails when it is run as anybody runs it; `null` where it cannot be read. */
export function failuresOf(scenario: object): readonly ScenarioFailure[] | null {
  const read = parseScenario(JSON.parse(JSON.stringify(scenario)))
  return read.ok ? runScenario(read.value).failures : null
}

/** The same with as little expected as makes it fail: of the lines that the engine answers otherwise, what it answers so. */
export function failingScenarioOf(trace: Trace): object | null {
  const failures = failuresOf(scenarioOf(trace)) ?? []
  if (failures.length === 0) return null
  const wrong = new Map(
    failures.map(({ pointer, mismatches }) => [
      trace.lines[Number(pointer.split('/')[2])],
      mismatches.map((mismatch) => mismatch.pointer.slice(`${pointer}/expect/`.length).split('/')),
    ]),
  )
  return scenarioOf(trace, (line, expect) => onlyThese(expect, wrong.get(line) ?? []))
}

const always = ['outcome', 'experience_id', 'status']

/** What is said wrong; of deliveries and sendings of those alone that it is said of. */
function onlyThese(expect: Expect, paths: readonly (readonly string[])[]): Expect {
  if (paths.length === 0) return {}
  return Object.fromEntries(
    Object.entries(expect).flatMap(([key, value]) => {
      const ids = paths
        .filter(([first]) => first === key)
        .map(([, id = '']) => id.replaceAll('~1', '/').replaceAll('~0', '~'))
      if (ids.length === 0) return always.includes(key) ? [[key, value]] : []
      if (key !== 'deliveries' && key !== 'sendings') return [[key, value]]
      return [[key, Object.fromEntries(Object.entries(value as object).filter(([id]) => ids.includes(id)))]]
    }),
  )
}

/** In the form in which scenarios are written: an event a line. */
export function writeScenario(scenario: object): string {
  const document = new YamlDocument(scenario, { aliasDuplicateObjects: false })
  for (const path of [
    ['events'],
    ['catalog', 'experiences'],
    ['catalog', 'limit_groups'],
    ['catalog', 'segments'],
    ['catalog', 'tags'],
  ]) {
    const list = document.getIn(path)
    if (isSeq(list)) for (const item of list.items) if (isMap(item)) item.flow = true
  }
  return document.toString({ lineWidth: 120, flowCollectionPadding: true })
}

const written = (at: number | null): string | null => (at === null ? null : writeInstant(at))

function expectationOf({ line, asked, answer, profile, sendings }: Told, isLast: boolean): Expect {
  const { type = 'page' } = line
  const own = asked.find(({ kind }) => kind !== 'timer')
  const isCall = answer !== null
  return {
    ...(own === undefined ? {} : decisionOf(own, profile)),
    ...(isCall ? { status: answer.status } : {}),
    ...(Array.isArray(answer?.ids) ? { body: listOf(answer as unknown as Listed) } : {}),
    ...(profile === null || profile.deliveries.length === 0 ? {} : stateOf(profile)),
    ...((type.startsWith('sending') || isLast) && Object.keys(sendings).length > 0 ? { sendings } : {}),
  }
}

/** E, X2, X3, L9, E9. */
function decisionOf({ decision }: NaiveAsked, profile: Profile | null): Expect {
  const { outcome, winner, via, reasons, nextAt, fullGroups, armed, validUntil } = decision
  const delivery = profile?.deliveries.find(({ id }) => id === winner && via === 'delivery')
  return {
    outcome,
    experience_id: delivery?.modelId ?? winner,
    via: outcome === 'show' ? via : null,
    delivery_id: delivery?.id ?? null,
    armed,
    reasons: Object.fromEntries(reasons),
    ...(fullGroups.size === 0 ? {} : { full_groups: Object.fromEntries(fullGroups) }),
    next_at: Object.fromEntries([...nextAt].map(([id, at]) => [id, written(at)])),
    valid_until: written(validUntil),
  }
}

interface Listed {
  readonly ids: readonly string[]
  readonly before: string | null
}

/** D11. */
const listOf = ({ ids, before }: Listed): Expect => ({
  deliveries: ids.map((id) => ({ id })),
  ...(before === null ? {} : { cursor: { before } }),
})

/** D: what an answer says of each delivery that may change. */
const stateOf = ({ deliveryIds, deliveries }: Profile): Expect => ({
  delivery_ids: deliveryIds,
  deliveries: Object.fromEntries(
    deliveries.map((one) => {
      const { from, until, once, options, at, at_href, interaction_id, updated_at } = deliveryToWire(one, 'current')
      return [one.id, { state: one.state, from, until, once, options, at, at_href, interaction_id, updated_at }]
    }),
  ),
})
