import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { readTraceEvent } from '../../../src/authoring/index.js'
import type { TraceEvent } from '../../../src/authoring/trace-event.js'
import type { Problem } from '../../../src/model/index.js'
import { type Mapping, parseMapping, plainMapping } from '../../../src/simulator/traces/mapping.js'
import { type OpenTracesOptions, openTraces } from '../../../src/simulator/traces/open.js'
import { readTrace } from '../../../src/simulator/traces/read.js'
import type { TraceSource } from '../../../src/simulator/traces/source.js'

/** What a trace comes to, in the order in which it was told. */
export interface Reading {
  readonly events: readonly TraceEvent[]
  /** The line of each event. */
  readonly at: readonly number[]
  readonly problems: readonly Problem[]
  readonly passedOver: readonly number[]
  readonly lines: number
}

/** Files in a folder of their own, by name, that is gone when the test is over. */
export function folderOf(files: Readonly<Record<string, string | Uint8Array>>): (name: string) => string {
  const folder = mkdtempSync(join(tmpdir(), 'oncue-traces-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content)
  return (name) => join(folder, name)
}

export async function readSource(
  source: TraceSource,
  mapping: Mapping = plainMapping,
  isStrict = false,
): Promise<Reading> {
  const events: TraceEvent[] = []
  const at: number[] = []
  const problems: Problem[] = []
  const passedOver: number[] = []
  const lines = await readTrace<string>(source, mapping, {
    profile: (id) => id,
    profileAt: ({ bytes }, { start, end }) => new TextDecoder().decode(bytes.subarray(start, end)),
    page(profileId, instant, href, eventId, line) {
      events.push({ type: 'page', at: instant, profileId, eventId, href, peek: false })
      at.push(line)
    },
    event(event, line) {
      events.push(event)
      at.push(line)
    },
    unreadable(found) {
      problems.push(...found)
      return !isStrict
    },
    passedOver: (line) => {
      passedOver.push(line)
    },
  })
  return { events, at, problems, passedOver, lines }
}

/** Reads one text as a file of that name. */
export async function readText(
  text: string | Uint8Array,
  { name = 'trace', map = [], ...options }: OpenTracesOptions & { name?: string; map?: readonly string[] } = {},
): Promise<Reading> {
  const path = folderOf({ [name]: text })
  const opened = await openTraces([path(name)], options)
  if (!opened.ok) throw new Error(opened.problems.map(({ message }) => message).join('\n'))
  const mapping = parseMapping(map)
  if (!mapping.ok) throw new Error(mapping.problems[0].message)
  const reading = await readSource(opened.value, mapping.value)
  await opened.value.close()
  return reading
}

/** Events of our own format, one a line. */
export const ours = (lines: string): readonly TraceEvent[] =>
  lines
    .trim()
    .split('\n')
    .map((line) => {
      const event = readTraceEvent(JSON.parse(line))
      if (!event.ok) throw new Error(`${line}: ${event.problems[0].message}`)
      return event.value
    })
