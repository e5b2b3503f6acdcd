import type { Completion, CompletionContext, CompletionResult } from '@codemirror/autocomplete'
import catalogSchema from '../../../schema/catalog.schema.json' with { type: 'json' }
import { type CursorPlace, cursorPlace } from './cursor-place.js'
import { keysOf, type Schema, schemasAt, valuesOf } from './schema-at.js'

const schema: Schema = catalogSchema as Schema

/** What the catalog's JSON Schema has at the cursor: keys that are not there yet, or the values that are named. */
export function completeCatalog(context: CompletionContext): CompletionResult | null {
  const text = context.state.doc.toString()
  const place = cursorPlace(text, context.pos)
  if (place === null) return null
  const begun = text.slice(place.from, context.pos)
  if (begun === '' && !context.explicit) return null
  const options = suggestionsAt(place, text.trimStart().startsWith('{'))
  return options.length === 0 ? null : { from: place.from, options, validFor: /^["']?[\w.-]*$/ }
}

/** @param isJson whether keys and text are written in quotes */
export function suggestionsAt(place: CursorPlace, isJson: boolean): readonly Completion[] {
  const schemas = schemasAt(schema, place.path)
  const quoted = (text: string): string => (isJson ? JSON.stringify(text) : text)
  if (place.expects === 'value') {
    return valuesOf(schemas).map((value) => ({
      label: value,
      apply: isLiteral(value) ? value : quoted(value),
      type: 'enum',
    }))
  }
  return keysOf(schemas, schema)
    .filter(({ name }) => !place.keys.includes(name))
    .map(({ name, description, required, value }) => ({
      label: name,
      apply: `${quoted(name)}: `,
      type: 'property',
      detail: value,
      boost: required ? 1 : 0,
      ...(description === null ? {} : { info: description }),
    }))
}

const isLiteral = (value: string): boolean => /^(true|false|null|\d+)$/.test(value)
