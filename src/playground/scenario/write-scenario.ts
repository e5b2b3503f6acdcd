import { parseDocument, parseScenario } from '../../authoring/index.js'
import type { Problem, Result } from '../../index.js'
import type { World } from '../trace/world.js'
import { expectations } from './expectations.js'

export interface ScenarioFile {
  readonly name: 'scenario.yaml' | 'scenario.json'
  readonly text: string
}

export interface Given {
  /** What the world was made of. */
  readonly catalogText: string
  readonly behaviour: 'assumed' | 'recorded'
}

/**
 * The catalog, the events and what came of them as a scenario that `oncue test` plays: every page load and trigger
 * expects what was decided, every call and every edit the status of its answer. Where it can be YAML the catalog keeps
 * its comments.
 *
 * Law: what is written passes.
 */
export function writeScenario(world: World, { catalogText, behaviour }: Given): Result<ScenarioFile> {
  const parsed = parseDocument(catalogText)
  if (!parsed.ok) return parsed
  const expected = expectations(world)
  const events = world.lines.map(({ line, value }): WireEvent => {
    const { expect: _, ...event } = value
    return expected.has(line) ? { ...event, expect: expected.get(line) } : event
  })
  const { ids } = world
  const title = `what shows to ${ids.slice(0, 3).join(', ')}${ids.length > 3 ? ' and others' : ''}`
  const head = { title, ...(behaviour === 'recorded' ? { behaviour } : {}) }
  const asJson = (kept: readonly WireEvent[]): string =>
    `${JSON.stringify({ ...head, catalog: parsed.value.value, events: kept }, null, 2)}\n`
  const kept = withoutUnreadKeys(events, asJson)
  if (!kept.ok) return kept
  const yaml = asYaml(head, catalogText, kept.value)
  return parseScenario(yaml).ok
    ? { ok: true, value: { name: 'scenario.yaml', text: yaml } }
    : { ok: true, value: { name: 'scenario.json', text: asJson(kept.value) } }
}

type WireEvent = Readonly<Record<string, unknown>>

/** A trace may carry keys that nothing reads; in a scenario they are a mistake, so they are left out. */
function withoutUnreadKeys(
  events: readonly WireEvent[],
  write: (events: readonly WireEvent[]) => string,
): Result<readonly WireEvent[]> {
  const read = parseScenario(write(events), { file: 'scenario.json' })
  if (read.ok) return { ok: true, value: events }
  const unread = read.problems.flatMap(unreadKey)
  if (unread.length === 0) return read
  const kept = events.map((event, index) =>
    Object.fromEntries(
      Object.entries(event).filter(([key]) => !unread.some((one) => one.index === index && one.key === key)),
    ),
  )
  // A report names a hundred problems at most: what is left is found the next time.
  return withoutUnreadKeys(kept, write)
}

function unreadKey({ code, pointer }: Problem): readonly { readonly index: number; readonly key: string }[] {
  const [, index, key] = /^\/events\/(\d+)\/([^/]+)$/.exec(pointer) ?? []
  if (code !== 'unknown_key' || index === undefined || key === undefined) return []
  return [{ index: Number(index), key: key.replaceAll('~1', '/').replaceAll('~0', '~') }]
}

/** The catalog as it was written, one level in; an event a line. */
function asYaml(head: object, catalogText: string, events: readonly WireEvent[]): string {
  const lines = Object.entries(head).map(([key, value]) => `${key}: ${JSON.stringify(value)}`)
  const catalog = catalogText
    .trimEnd()
    .split('\n')
    .map((line) => (line.trim() === '' ? '' : `  ${line}`))
  return [
    ...lines,
    'catalog:',
    ...catalog,
    'events:',
    ...events.map((event) => `  - ${JSON.stringify(event)}`),
    '',
  ].join('\n')
}
