import * as v from 'valibot'
import { quote } from '../quote.js'
import { parseInstant } from '../time.js'

// A schema's message is what was expected, in words: `read/issue-draft.ts` makes the sentence of it. A check that says
// the whole sentence itself adds a `raw_check` issue, with the help in `expected`.

const maxIdLength = 256

export const idSchema = v.pipe(
  v.string('an id'),
  v.minLength(1, 'an id of 1 to 256 characters'),
  v.maxLength(maxIdLength, 'an id of 1 to 256 characters'),
  v.description('compared by code unit; numbers are written in quotes'),
)

/** As in a trace and over HTTP. */
const maxTextLength = 8_192
const notTooLong = v.maxLength<string, number, string>(maxTextLength, `text of at most ${maxTextLength} characters`)

export const textSchema = v.pipe(v.string('text'), notTooLong)

export const wordSchema = v.pipe(v.string('text'), v.minLength(1, 'text that is not empty'), notTooLong)

/** A pattern's length is judged with what is in it. */
export const patternSchema = v.pipe(v.string('text'), v.minLength(1, 'text that is not empty'))

export const booleanSchema = v.boolean('true or false')

/** An instant that needs no clock (T3). What relative forms count from, a catalog does not know. */
export const instantSchema = v.pipe(
  v.union([v.string(), v.number()], 'an instant'),
  v.rawCheck(({ dataset, addIssue }) => {
    if (!dataset.typed) return
    const read = parseInstant(dataset.value, null)
    if (!read.ok) addIssue({ message: read.message, expected: read.help ?? '' })
  }),
  v.description(
    'ISO 8601, as 2029-02-03T10:00:00Z; without an offset it is UTC; a date alone is its 00:00:00Z; or Unix seconds',
  ),
)

/** One of a closed list of words. */
export const oneOf = <const T extends readonly [string, ...string[]]>(words: T) =>
  v.picklist(words, words.map((word) => quote(word)).join(' or '))

/**
 * An array, its length judged before its items, so that no input makes more issues than the limit allows. The limit
 * stands there twice because JSON Schema is generated from what follows the last schema of a pipe.
 */
export const listOf = <T extends v.GenericSchema>(item: T, maxItems: number) =>
  v.pipe(
    v.array(v.unknown(), 'a list'),
    v.maxLength(maxItems, `at most ${maxItems} items`),
    v.array(item, 'a list'),
    v.maxLength(maxItems, `at most ${maxItems} items`),
  )

/** Any value on the way in: `conditionProblems` judges it. Published as the schema of conditions. */
export const conditionSlot = v.unknown()

export const maxListItems = 1_000
export const maxCollectionItems = 100_000
