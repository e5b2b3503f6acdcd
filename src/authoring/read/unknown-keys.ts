import { nearest } from '../did-you-mean.js'
import { pointerTo } from '../document/pointer.js'
import { quote } from '../quote.js'
import { catalogSchema, collections } from '../schemas/catalog.js'
import { recurrenceSchema, triggerSchema, urlRuleSchema } from '../schemas/experience.js'
import { sendingSettingsSchema, settingsSchema } from '../schemas/settings.js'
import type { Problems } from './problems.js'
import { isRecord, type RawItem } from './raw-items.js'

/**
 * Warns of keys that look like a misspelling of a known one (C1). A known key that the object has already is not what
 * was meant.
 */
export function warnOfUnknownKeys(items: Iterable<RawItem>, warnings: Problems): void {
  const judge = (part: number, pointer: string, object: unknown, known: readonly string[]): void => {
    if (isRecord(object)) warnOfMisspelling(part, pointer, object, known, warnings)
  }

  for (const [part, { value }] of warnings.parts.entries()) {
    judge(part, '', value, catalogKeys)
    if (!isRecord(value)) continue
    judge(part, '/settings', value.settings, settingsKeys)
    if (isRecord(value.settings)) judge(part, '/settings/sendings', value.settings.sendings, sendingSettingsKeys)
  }
  for (const { part, pointer, object, collection } of items) {
    judge(part, pointer, object, itemKeys[collection])
    if (collection !== 'experiences') continue
    judge(part, pointerTo(pointer, 'recurrence'), object.recurrence, recurrenceKeys)
    for (const [list, known] of [
      ['url', urlRuleKeys],
      ['triggers', triggerKeys],
    ] as const) {
      const entries: readonly unknown[] = Array.isArray(object[list]) ? object[list] : []
      for (const [index, entry] of entries.entries()) judge(part, pointerTo(pointer, list, index), entry, known)
    }
  }
}

// Nobody means thousands of keys: more would only take long.
const maxJudgedKeys = 1_000

/** Warns of the keys of one object that are near to a known one which it does not have. */
export function warnOfMisspelling(
  part: number,
  pointer: string,
  object: Readonly<Record<string, unknown>>,
  known: readonly string[],
  warnings: Problems,
): void {
  const free = known.filter((key) => !Object.hasOwn(object, key))
  for (const key of Object.keys(object).slice(0, maxJudgedKeys)) {
    if (known.includes(key)) continue
    const meant = free.find((candidate) => bare(candidate) === bare(key)) ?? nearest(key, free)
    if (meant === undefined) continue
    const message = `unknown key ${quote(key)}`
    const help = `did you mean ${JSON.stringify(meant)}?`
    warnings.add({ part, pointer: pointerTo(pointer, key), code: 'unknown_key', message, help, at: 'key' })
  }
}

const keysOf = (schema: { readonly entries: object }): readonly string[] => Object.keys(schema.entries)
const keysOfAny = (schema: { readonly options: readonly { readonly entries: object }[] }): readonly string[] => [
  ...new Set(schema.options.flatMap((option) => keysOf(option))),
]

const catalogKeys = keysOf(catalogSchema)
const settingsKeys = keysOf(settingsSchema)
const sendingSettingsKeys = keysOf(sendingSettingsSchema)
const urlRuleKeys = keysOf(urlRuleSchema)
const triggerKeys = keysOfAny(triggerSchema)
const recurrenceKeys = keysOfAny(recurrenceSchema)
const itemKeys = {
  tags: keysOf(collections.tags.schema),
  segments: keysOf(collections.segments.schema),
  experiences: keysOf(collections.experiences.schema),
  limit_groups: keysOf(collections.limit_groups.schema),
}

/** `publishedAt`, `published-at` and `Published_At` mean `published_at`. */
const bare = (key: string): string => key.replace(/[_\-\s]/g, '').toLowerCase()
