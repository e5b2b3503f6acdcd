import * as v from 'valibot'
import type { Catalog, Problem, Result } from '../model/index.js'
import { type ParsedDocument, parseDocument } from './document/parse-document.js'
import { pointerTo } from './document/pointer.js'
import { readCatalog } from './parse-catalog.js'
import { quote } from './quote.js'
import { guardValue } from './read/guard-value.js'
import { Problems } from './read/problems.js'
import { isRecord } from './read/raw-items.js'
import type { CatalogResult } from './read/read-parts.js'
import { judgeVersion } from './read/version.js'
import { readEvents, type ScenarioStep } from './scenario-events.js'
import { scenarioHeadSchema, scenarioSchema } from './scenario-schema.js'
import type { WireParams } from './trace-event.js'
import { suggest, toProblem } from './trace-problems.js'

/** A catalog, and what must come of it: of a trace, or of loading it. */
export type Scenario = ReplayScenario | RefusalScenario

interface ScenarioParts {
  readonly title: string
  /** The rules that it shows, by id. */
  readonly rules: readonly string[]
  /** What looks like a misspelling in the catalog (C1). */
  readonly warnings: readonly Problem[]
}

export interface ReplayScenario extends ScenarioParts {
  readonly kind: 'replay'
  readonly catalog: Catalog
  /** Whether a show is taken as completed when it starts (P1), or ends with a recorded interaction only. */
  readonly behaviour: 'assumed' | 'recorded'
  /** In the order of the document, which T6 may change. */
  readonly steps: readonly ScenarioStep[]
}

/** A catalog that must not load (or, with no pointers expected, must). */
export interface RefusalScenario extends ScenarioParts {
  readonly kind: 'refusal'
  /** JSON pointers into the catalog, sorted by code unit, each once: those that it should report. */
  readonly expected: readonly string[]
  /** And those that it does report. */
  readonly found: readonly string[]
  readonly problems: readonly Problem[]
}

export interface ParseScenarioOptions {
  /** Named in every problem. */
  readonly file?: string
  /** Reads what `catalog_file` names, as it is written there. */
  readonly readCatalogFile?: (path: string) => CatalogResult
}

/**
 * Reads a scenario from JSON or YAML text, or from a value that was read already. Stricter than a trace: a key that
 * nothing reads is a problem, and so is a scenario that expects nothing, since a check must not pass by mistake.
 *
 * Every problem is reported at once, with pointer, line and column; nothing is half-loaded. Never throws, unless
 * `readCatalogFile` does.
 */
export function parseScenario(source: unknown, options: ParseScenarioOptions = {}): Result<Scenario> {
  const { file } = options
  if (typeof source !== 'string' && !(source instanceof Uint8Array)) return readScenario({ value: source }, options)
  const parsed = parseDocument(source, file === undefined ? {} : { file })
  return parsed.ok ? readScenario(parsed.value, options) : parsed
}

type Document = Pick<ParsedDocument, 'value'> & Partial<ParsedDocument>

function readScenario({ value, locate }: Document, options: ParseScenarioOptions): Result<Scenario> {
  const place = { ...(options.file === undefined ? {} : { file: options.file }), ...(locate ? { locate } : {}) }
  const problems = new Problems([{ value, base: '', ...place }])
  guardValue(0, value, problems)
  if (!problems.any) judgeVersion(0, value, problems)
  if (!isRecord(value)) {
    const message = `expected a scenario, found ${quote(value)}`
    problems.add({
      part: 0,
      pointer: '',
      code: 'wrong_type',
      message,
      help: 'write an object with title, catalog and events',
    })
  }
  if (!isRecord(value) || problems.any) return refuse(problems.list())

  const shape = v.safeParse(scenarioHeadSchema, value)
  problems.addAll(0, [...(shape.issues ?? []).map((issue) => toProblem(issue)), ...judgeKeys(value)])
  const lineOf = (pointer: string): number | null => locate?.(pointer)?.line ?? null
  const events = Array.isArray(value.events) ? readEvents(value.events, lineOf) : { steps: [], problems: [] }
  problems.addAll(0, events.problems)

  const base = value.catalog === undefined ? '' : '/catalog'
  const catalog = loadCatalog(value, base, problems, { ...place, ...options })
  const catalogProblems = catalog === null || catalog.ok ? [] : catalog.problems
  if (!shape.success || catalog === null || problems.any) {
    return refuse([...problems.list(), ...(value.problems === undefined ? catalogProblems : [])])
  }

  const { title, rules = [], behaviour = 'assumed', problems: expected } = shape.output
  const parts = { title, rules, warnings: catalog.warnings }
  if (expected !== undefined) {
    const found = catalogProblems.map(({ pointer }) => pointer.slice(base.length))
    const pointers = { expected: sorted(expected), found: sorted(found) }
    return { ok: true, value: { kind: 'refusal', ...parts, ...pointers, problems: catalogProblems } }
  }
  if (!catalog.ok) return refuse(catalog.problems)
  return { ok: true, value: { kind: 'replay', ...parts, catalog: catalog.value, behaviour, steps: events.steps } }
}

/** Which keys a scenario may have, and which belong together. */
function judgeKeys(value: WireParams): Problem[] {
  const known = Object.keys(scenarioSchema.entries)
  const given = (key: string): boolean => value[key] !== undefined
  const problems = Object.keys(value)
    .filter((key) => !known.includes(key))
    .map((key): Problem => {
      const free = known.filter((candidate) => !given(candidate))
      return {
        code: 'unknown_key',
        pointer: pointerTo('', key),
        message: `unknown key ${quote(key)}`,
        ...suggest(key, free),
      }
    })
  for (const [one, other] of [
    ['catalog', 'catalog_file'],
    ['events', 'problems'],
  ] as const) {
    if (given(one) && given(other)) {
      const message = `both "${one}" and "${other}" are given`
      problems.push({ code: 'contradiction', pointer: `/${other}`, message, help: 'keep one of them' })
    } else if (!given(one) && !given(other)) {
      problems.push({
        code: 'missing_key',
        pointer: '',
        message: `missing key "${one}"`,
        help: `give "${one}" or "${other}"`,
      })
    }
  }
  return problems
}

/** @returns `null` where there is no catalog to read, which is a problem of the scenario's own */
function loadCatalog(
  value: WireParams,
  base: string,
  problems: Problems,
  options: ParseScenarioOptions & { readonly locate?: ParsedDocument['locate'] },
): CatalogResult | null {
  const { catalog_file: path } = value
  const { file, locate, readCatalogFile } = options
  if (value.catalog !== undefined) {
    return readCatalog(value.catalog, { base, ...(file === undefined ? {} : { file }), ...(locate ? { locate } : {}) })
  }
  if (typeof path !== 'string' || path === '') return null
  if (readCatalogFile !== undefined) return readCatalogFile(path)
  const message = `no files can be read here: ${quote(path)}`
  const help = 'write the catalog under "catalog"'
  problems.add({ part: 0, pointer: '/catalog_file', code: 'unreadable_file', message, help })
  return null
}

const sorted = (pointers: readonly string[]): string[] => [...new Set(pointers)].sort()

function refuse(problems: readonly Problem[]): Result<never> {
  const [first, ...others] = problems
  if (first === undefined) throw new Error('a scenario was refused without a reason')
  return { ok: false, problems: [first, ...others] }
}
