import * as v from 'valibot'
import { decoratorNames, operatorNames } from '../../conditions/validate.js'

// For editors and other languages only: `conditionProblems` judges conditions here, in better words.

const part: v.GenericSchema<unknown> = v.lazy(() => conditionSchema)
const label = { name: v.optional(v.string()) }

const operator = v.pipe(
  v.string(),
  v.regex(new RegExp(`^((${decoratorNames.join('|')}):)*(${operatorNames.map(escaped).join('|')})$`)),
  v.description('an operator, with decorators before it where it has some, as everyFact:equal'),
)

/** A condition tree as it is published (S1). Law: what `conditionProblems` accepts, it accepts. */
export const conditionSchema: v.GenericSchema<unknown> = v.union([
  v.strictObject({ all: v.array(part), ...label }),
  v.strictObject({ any: v.array(part), ...label }),
  v.strictObject({ not: part, ...label }),
  v.strictObject({ condition: v.pipe(v.string(), v.description('the id of a segment')), ...label }),
  v.strictObject({
    fact: v.pipe(v.string(), v.description('a trait, or history.<experience id>')),
    operator,
    value: v.optional(v.unknown()),
    path: v.optional(v.pipe(v.string(), v.description('the way into a nested fact: $, .name and [n]'))),
    ...label,
  }),
])

function escaped(name: string): string {
  return name.replaceAll('.', '\\.')
}
