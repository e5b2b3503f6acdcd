import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { generate } from '../examples/demo/generate.js'
import { parseCatalog } from '../src/authoring/index.js'
import type { Catalog, Profile } from '../src/index.js'
import { TextFile } from './text-file.js'
import { createWorkload, type Load, start } from './workload.js'

/** A trace as a file, and what it is replayed against. */
export interface TraceFile {
  readonly name: string
  readonly catalog: Catalog
  readonly path: string
  readonly lines: number
  readonly bytes: number
}

/** The same page loads put in other ways. */
export interface PageLoadFiles extends TraceFile {
  readonly catalogPath: string
  /** Who everybody is, without their page loads. */
  readonly people: string
  /** Each has half of the people with all that is theirs. */
  readonly halves: readonly [string, string]
}

/** Nothing but page loads, of 5,000 people who are identified first, in order of time. */
export function writePageLoads(folder: string, count: number): PageLoadFiles {
  const { catalog, profiles, loads } = createWorkload({ experiences: 50, profiles: 5_000, loads: count })
  const path = (name: string): string => join(folder, `${count}-${name}`)
  const [catalogPath, people, halves] = [path('catalog.json'), path('people.jsonl'), [path('0.jsonl'), path('1.jsonl')]]
  writeFileSync(catalogPath, JSON.stringify(catalog))
  const all = new TextFile(path('all.jsonl'))
  const others = [people, ...halves].map((one) => new TextFile(one))
  const [whose, ...half] = others
  profiles.forEach((one, who) => {
    const line = identify(one)
    for (const file of [all, whose, half[who % 2]]) file?.line(line)
  })
  for (const load of loads) {
    const line = page(load, profiles[load.who] as Profile)
    all.line(line)
    half[load.who % 2]?.line(line)
  }
  for (const file of [all, ...others]) file.close()
  const { lines, bytes } = all
  return {
    name: 'page loads',
    catalog,
    path: path('all.jsonl'),
    lines,
    bytes,
    catalogPath,
    people,
    halves: halves as [string, string],
  }
}

const identify = ({ id, traits }: Profile): string =>
  JSON.stringify({ type: 'identify', at: new Date(start - 1).toISOString(), profile_id: id, traits })

const page = ({ who, href, at }: Load, { id }: Profile): string =>
  JSON.stringify({
    type: 'page',
    at: new Date(at).toISOString(),
    profile_id: id,
    href,
    referrer: `https://www.example.org/search?q=${who}`,
  })

/** The demo's month: a quarter of its lines are triggers, calls, named events and interactions. */
export function writeDemo(folder: string, people: number): TraceFile {
  const read = parseCatalog(readFileSync('examples/demo/catalog.yaml', 'utf8'))
  if (!read.ok) throw new Error('the demo has no catalog')
  const path = join(folder, 'demo.jsonl')
  const file = new TextFile(path)
  for (const line of generate({ people })) file.line(line)
  file.close()
  return { name: "the demo's month", catalog: read.value, path, lines: file.lines, bytes: file.bytes }
}
