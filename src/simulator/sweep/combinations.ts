import { editCatalog, readCatalog, writeCatalog } from '../../authoring/index.js'
import type { Catalog, Problem, Result } from '../../model/index.js'
import type { Parameter } from './vary.js'

/** One value for each parameter, and the catalog that has them. */
export interface Combination {
  /** In the order of the parameters. */
  readonly values: readonly (string | number)[]
  readonly catalog: Catalog
  /** Whether these are the values that the catalog has as it is. */
  readonly isBase: boolean
}

const mostCombinations = 64

/**
 * Every combination of the parameters' values, the last parameter's values running fastest. Refused is what would be
 * refused in a catalog. Codes of problems: `too_many_combinations`, and those of catalogs.
 */
export function combine(catalog: Catalog, parameters: readonly Parameter[]): Result<readonly Combination[]> {
  const size = parameters.reduce((product, { values }) => product * values.length, 1)
  if (size > mostCombinations) {
    const message = `--vary: at most ${mostCombinations} combinations are replayed, found ${size}`
    return { ok: false, problems: [{ code: 'too_many_combinations', pointer: '', message, help: 'give fewer values' }] }
  }
  const document = writeCatalog(catalog)
  const made = tuples(parameters).map((values) => make(document, parameters, values))
  const [first, ...others] = new Map(
    made.flatMap((one) => (one.ok ? [] : one.problems)).map((problem) => [problem.message, problem]),
  ).values()
  if (first !== undefined) return { ok: false, problems: [first, ...others] }
  return { ok: true, value: made.flatMap((one) => (one.ok ? [one.value] : [])) }
}

function tuples([first, ...others]: readonly Parameter[]): readonly (readonly (string | number)[])[] {
  if (first === undefined) return [[]]
  const rest = tuples(others)
  return first.values.flatMap((value) => rest.map((tuple) => [value, ...tuple]))
}

function make(
  document: unknown,
  parameters: readonly Parameter[],
  values: readonly (string | number)[],
): Result<Combination> {
  let edited: unknown = document
  for (const [k, { name, id, field }] of parameters.entries()) {
    const collection = field === 'position' ? 'experiences' : 'limit_groups'
    const result = editCatalog(edited, { [collection]: [{ id, [field]: values[k] }] })
    if (!result.ok) return { ok: false, problems: [named(result.problems[0], name)] }
    edited = result.value
  }
  const read = readCatalog(edited)
  if (!read.ok) return { ok: false, problems: [read.problems[0]] }
  const isBase = parameters.every(({ current }, k) => current === values[k])
  return { ok: true, value: { values, catalog: read.value, isBase } }
}

/** The pointer would lead into an edit that nobody wrote. */
const named = ({ code, message, help }: Problem, name: string): Problem => ({
  code,
  pointer: '',
  message: `--vary ${name}: ${message}`,
  ...(help === undefined ? {} : { help }),
})
