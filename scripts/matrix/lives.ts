import { type compile, decide, type Engine, type Instant, type Page, type Profile } from 'oncue'
import { parseCatalog, parseScenario, writeCatalog, writeProfile } from 'oncue/authoring'
import { counterfactuals, describe, describeCounterfactual, eligible, explain, validUntil } from 'oncue/explain'
import { LineReader, type TraceReading } from '../../src/playground/trace/line-reader.js'
import { World } from '../../src/playground/trace/world.js'
import type { Corpus } from './corpus.js'

// Runs in Node and in a page alike, on the built package: whatever is asked of it in Node, and nothing else.

/** What was answered, by case. */
export type Told = Readonly<Record<string, string>>

/** Takes everybody in the corpus through their lives, and writes down all that can be said of each moment. */
export function tell({ scenarios, traces }: Corpus): Told {
  const told: Record<string, string> = {}
  for (const { name, text } of scenarios) told[`lives of ${name}`] = tellScenario(text, name)
  for (const { name, catalog, events } of traces) told[`lives of ${name}`] = tellTrace(catalog, events)
  return told
}

/** What the machine is, for those who want to see that it differs. */
export const surroundings = (): { readonly zone: string; readonly locale: string } => {
  const { timeZone, locale } = new Intl.DateTimeFormat().resolvedOptions()
  return { zone: timeZone, locale }
}

function tellScenario(text: string, file: string): string {
  const scenario = parseScenario(text, { file })
  if (!scenario.ok) return written({ problems: scenario.problems })
  if (scenario.value.kind === 'refusal') return written(scenario.value)
  const { catalog, behaviour, steps, ...head } = scenario.value
  const lines = steps.map(({ event }, index) => ({ line: index + 1, event, value: {} }))
  return [written(head), written(writeCatalog(catalog)), tellWorld({ lines, problems: [] }, catalog, behaviour)].join(
    '\n',
  )
}

function tellTrace(catalogText: string, events: string): string {
  const catalog = parseCatalog(catalogText)
  if (!catalog.ok) return written({ problems: catalog.problems })
  const reading = new LineReader().read(events)
  return [written(writeCatalog(catalog.value)), tellWorld(reading, catalog.value, 'assumed')].join('\n')
}

function tellWorld(reading: TraceReading, catalog: Parameters<typeof compile>[0], behaviour: 'assumed' | 'recorded') {
  const world = new World(catalog, reading, { behaviour })
  const said = [written(reading.problems), written([...world.engines.refusals])]
  for (const id of world.ids) {
    const story = world.story(id)
    for (const [index, { at, line, asks, engine, outcome, status, refused }] of story.steps.entries()) {
      said.push(written({ id, at, line, outcome, status, refused }))
      if (asks !== null) said.push(moment(engine, story.before(index), asks, at))
    }
    said.push(written(writeProfile(story.before(story.steps.length))))
  }
  return said.join('\n')
}

/** All answers that there are to one question. */
function moment(engine: Engine, profile: Profile, page: Page, now: Instant): string {
  const explanation = explain(engine, profile, page, now)
  const changes = counterfactuals(engine, profile, page, now, { most: 2 })
  return [
    written(decide(engine, profile, page, now)),
    written(explanation),
    written(describe(explanation)),
    written(changes),
    written(changes.map((one) => describeCounterfactual(one))),
    written(eligible(engine, profile, page, now)),
    written(validUntil(engine, profile, page, now)),
  ].join('\n')
}

/** JSON, and what JSON has no words for. */
function written(value: unknown): string {
  const text = JSON.stringify(value, (_key, one: unknown) => {
    if (one === undefined) return '(undefined)'
    if (typeof one === 'number' && !Number.isFinite(one)) return `(${one})`
    if (one instanceof Map || one instanceof Set) return [...one]
    return one
  })
  return text ?? '(undefined)'
}
