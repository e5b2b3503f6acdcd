import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { toJsonSchema } from '@valibot/to-json-schema'
import type { GenericSchema } from 'valibot'
import { decisionLineSchema } from '../src/authoring/decision-line.js'
import { scenarioSchema } from '../src/authoring/scenario-schema.js'
import { catalogSchema } from '../src/authoring/schemas/catalog.js'
import { conditionSchema } from '../src/authoring/schemas/condition.js'
import { conditionSlot } from '../src/authoring/schemas/fields.js'
import { profileSchema } from '../src/authoring/schemas/profile.js'
import { traceEventSchema } from '../src/authoring/trace-schema.js'
import { openapiPath, renderOpenapi } from './openapi/openapi.js'

// Generates the JSON Schemas of schema/, and the document of the API, from the definitions that the library judges by. A
// test keeps the two together.

const published: readonly { readonly name: string; readonly title: string; readonly schema: GenericSchema }[] = [
  { name: 'catalog', title: 'oncue catalog', schema: catalogSchema },
  { name: 'trace-event', title: 'one line of an oncue trace', schema: traceEventSchema },
  { name: 'scenario', title: 'oncue scenario', schema: scenarioSchema },
  { name: 'profile', title: 'oncue profile', schema: profileSchema },
  { name: 'decision-line', title: 'one line of oncue decisions', schema: decisionLineSchema },
]

/** The text of each published schema, by its path from the top of the repository. */
export const renderSchemas = (): ReadonlyMap<string, string> =>
  new Map(published.map((entry) => [`schema/${entry.name}.schema.json`, render(entry)]))

function render({ name, title, schema }: (typeof published)[number]): string {
  const { $schema, ...generated } = toJsonSchema(schema, {
    target: 'draft-2020-12',
    // Nothing is transformed; of a list's two schemas it is the second that knows its items.
    typeMode: 'output',
    ...(name === 'catalog' ? { definitions: { condition: conditionSchema } } : {}),
    // Checks in code have no words in JSON Schema; what they ask for is in the descriptions.
    errorMode: 'ignore',
    overrideSchema: ({ valibotSchema }) =>
      valibotSchema === conditionSlot ? { $ref: '#/$defs/condition' } : undefined,
  })
  return `${JSON.stringify({ $schema, $id: `oncue:${name}`, title, ...generated }, null, 2)}\n`
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const [path, text] of [...renderSchemas(), [openapiPath, renderOpenapi()] as const]) {
    const file = fileURLToPath(new URL(`../${path}`, import.meta.url))
    if (text !== current(file)) writeFileSync(file, text)
  }
}

function current(file: string): string | null {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return null
  }
}
