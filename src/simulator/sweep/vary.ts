import { didYouMean } from '../../authoring/did-you-mean.js'
import type { Catalog, Problem, Result } from '../../model/index.js'

/** One parameter of a catalog, and the values that it is to take. */
export interface Parameter {
  /** As it was written: `one_survey_a_week.rate_limit_size`. */
  readonly name: string
  readonly id: string
  readonly field: Field
  /** As many as there are different ones, in their order. */
  readonly values: readonly (string | number)[]
  /** What the catalog has. */
  readonly current: string | number | null
}

const groupFields = ['rate_limit_size', 'rate_limit_kind'] as const
const experienceFields = ['position'] as const
const fields = [...groupFields, ...experienceFields] as const
export type Field = (typeof fields)[number]

const mostValues = 64
const form = 'write group.rate_limit_size=1..5, group.rate_limit_kind=1d,7d or experience.position=0,1'

/**
 * Reads `--vary` options: the id of a limit group or experience, a dot, its parameter, and a range `1..5` or a list
 * `1,2,5`. Codes of problems: `invalid_vary`, `unknown_reference`.
 */
export function parseVary(options: readonly string[], catalog: Catalog): Result<readonly Parameter[]> {
  const read = options.map((option) => parseOne(option, catalog))
  const problems = read.flatMap((one) => (one.ok ? [] : one.problems))
  const parameters = read.flatMap((one) => (one.ok ? [one.value] : []))
  const names = parameters.map(({ name }) => name)
  const twice = names.find((name, index) => names.indexOf(name) !== index)
  if (twice !== undefined)
    problems.push(problem('invalid_vary', `"${twice}" is varied twice`, 'give all its values at once'))
  if (options.length > 2)
    problems.push(problem('invalid_vary', `one or two parameters can be varied, found ${options.length}`))
  const [first, ...others] = problems
  return first === undefined ? { ok: true, value: parameters } : { ok: false, problems: [first, ...others] }
}

function parseOne(option: string, catalog: Catalog): Result<Parameter> {
  const equals = option.indexOf('=')
  const dot = option.lastIndexOf('.', equals) // an id may have dots of its own
  if (equals < 0 || dot <= 0) return refuse('invalid_vary', `cannot read "${option}"`, form)
  const [id, field] = [option.slice(0, dot), option.slice(dot + 1, equals)]
  if (!isField(field))
    return refuse(
      'invalid_vary',
      `unknown parameter "${field}" in "${option}"`,
      didYouMean(field, fields) ?? `there are ${fields.join(', ')}`,
    )
  const found = find(id, field, catalog)
  if (!found.ok) return found
  const values = readValues(option.slice(equals + 1), field)
  if (!values.ok) return values
  return { ok: true, value: { name: `${id}.${field}`, id, field, values: values.value, current: found.value } }
}

const isField = (name: string): name is Field => fields.some((field) => field === name)

/** What the catalog has there. */
function find(id: string, field: Field, { limitGroups, experiences }: Catalog): Result<string | number | null> {
  if (field === 'position') {
    const experience = experiences.find((one) => one.id === id)
    if (experience !== undefined) return { ok: true, value: experience.position }
    return unknown('experience', id, experiences)
  }
  const group = limitGroups.find((one) => one.id === id)
  if (group === undefined) return unknown('limit group', id, limitGroups)
  return { ok: true, value: field === 'rate_limit_size' ? group.rateLimitSize : group.rateLimitKind }
}

function unknown(what: string, id: string, known: readonly { readonly id: string }[]): Result<never> {
  const ids = known.map((one) => one.id)
  const some = ids.length === 0 ? `the catalog has no ${what}` : `there are ${ids.slice(0, 10).join(', ')}`
  return refuse('unknown_reference', `unknown ${what} "${id}"`, didYouMean(id, ids) ?? some)
}

function readValues(text: string, field: Field): Result<readonly (string | number)[]> {
  const range = /^(-?\d{1,9})\.\.(-?\d{1,9})$/.exec(text)
  if (range !== null && field !== 'rate_limit_kind') return readRange(text, Number(range[1]), Number(range[2]))
  const parts = text.split(',').map((part) => part.trim())
  if (parts.includes('')) return refuse('invalid_vary', `no value in "${text}"`, form)
  if (field === 'rate_limit_kind') return tooMany(new Set(parts).size) ?? { ok: true, value: [...new Set(parts)] }
  const wrong = parts.find((part) => !/^-?\d{1,15}(\.\d{1,15})?$/.test(part))
  if (wrong !== undefined) return refuse('invalid_vary', `expected a number for ${field}, found "${wrong}"`, form)
  const numbers = new Set(parts.map(Number))
  return tooMany(numbers.size) ?? { ok: true, value: [...numbers] }
}

function readRange(text: string, from: number, to: number): Result<readonly number[]> {
  if (to < from) return refuse('invalid_vary', `the range "${text}" is empty`, 'write the smaller number first')
  return tooMany(to - from + 1) ?? { ok: true, value: Array.from({ length: to - from + 1 }, (_, k) => from + k) }
}

const tooMany = (size: number): Result<never> | null =>
  size > mostValues ? refuse('invalid_vary', `a parameter takes at most ${mostValues} values, found ${size}`) : null

const problem = (code: string, message: string, help?: string): Problem => ({
  code,
  pointer: '',
  message: `--vary: ${message}`,
  ...(help === undefined ? {} : { help }),
})

const refuse = (code: string, message: string, help?: string): Result<never> => ({
  ok: false,
  problems: [problem(code, message, help)],
})
