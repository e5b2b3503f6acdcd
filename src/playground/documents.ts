import { parseCatalog } from '../authoring/index.js'
import type { Catalog } from '../index.js'
import { LineReader, type TraceReading } from './trace/line-reader.js'
import { World } from './trace/world.js'
import type { Mark } from './view/text-editor.js'

/** What the two texts come to. */
export interface Reading {
  /** Of the last catalog that could be read, and the events as they are; `null` where there never was one. */
  readonly world: World | null
  /** Whether the catalog is the one that is written there now. */
  readonly isCurrent: boolean
  readonly catalogMarks: readonly Mark[]
  readonly eventMarks: readonly Mark[]
}

/** Reads both texts, each only when it is another one, and keeps the last catalog that was sound. */
export class Documents {
  readonly #lines = new LineReader()
  #catalogText: string | null = null
  #eventsText: string | null = null
  #behaviour: 'assumed' | 'recorded' = 'assumed'
  #catalog: Catalog | null = null
  #isCurrent = false
  #catalogMarks: readonly Mark[] = []
  #trace: TraceReading = { lines: [], problems: [] }
  #world: World | null = null

  read(catalogText: string, eventsText: string, behaviour: 'assumed' | 'recorded'): Reading {
    const isNew = { catalog: catalogText !== this.#catalogText, events: eventsText !== this.#eventsText }
    if (isNew.catalog) this.#readCatalog(catalogText)
    if (isNew.events) this.#trace = this.#lines.read(eventsText)
    if (this.#catalog !== null && (isNew.catalog || isNew.events || behaviour !== this.#behaviour)) {
      this.#world = new World(this.#catalog, this.#trace, { behaviour })
    }
    this.#catalogText = catalogText
    this.#eventsText = eventsText
    this.#behaviour = behaviour
    return {
      world: this.#world,
      isCurrent: this.#isCurrent,
      catalogMarks: this.#catalogMarks,
      eventMarks: [...marked(this.#trace.problems, 'error'), ...unheard(this.#world)],
    }
  }

  #readCatalog(text: string): void {
    const read = parseCatalog(text, { lint: true })
    this.#isCurrent = read.ok
    this.#catalogMarks = [...marked(read.ok ? [] : read.problems, 'error'), ...marked(read.warnings, 'warning')]
    if (read.ok) this.#catalog = read.value
  }
}

const marked = (problems: readonly Omit<Mark, 'severity'>[], severity: Mark['severity']): readonly Mark[] =>
  problems.map((problem) => ({ ...problem, severity }))

/** Lines that can be read, but change nothing: edits that are refused, and calls that name nobody. */
function unheard(world: World | null): readonly Mark[] {
  if (world === null) return []
  const refused = [...world.engines.refusals].flatMap(([line, problems]) =>
    marked(
      problems.map(({ code, pointer, message }) => ({
        code,
        pointer,
        message: `refused: ${message}`,
        line,
        column: 1,
      })),
      'warning',
    ),
  )
  const lost = world.people.nobodys.map(({ line }): Mark => {
    const message = 'names nobody of whom anything was heard before'
    return { code: 'unknown_profile', pointer: '', message, line, column: 1, severity: 'warning' }
  })
  return [...refused, ...lost]
}

/** Calls of one person that were refused. */
export const refusedCalls = (world: World, id: string): readonly Mark[] =>
  world.story(id).steps.flatMap(({ line, refused }) =>
    line === null || refused === null
      ? []
      : [
          {
            code: 'refused',
            pointer: '',
            message: `answered ${refused}`,
            line,
            column: 1,
            severity: 'warning' as const,
          },
        ],
  )

/** What is said of an answer that is not the one to the catalog as it is written; `null` of one that is. */
export function oldness({ isCurrent, world, catalogMarks }: Reading): string | null {
  if (isCurrent || world === null) return null
  const count = catalogMarks.filter(({ severity }) => severity === 'error').length
  return `The catalog has ${count} ${count === 1 ? 'problem' : 'problems'}: this is what the last sound one answers`
}
