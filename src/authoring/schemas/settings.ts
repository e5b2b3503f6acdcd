import { IANAZone } from 'luxon'
import * as v from 'valibot'
import { quote } from '../quote.js'
import { listOf, oneOf, wordSchema } from './fields.js'

/** A name of the time zone database (T8). Offsets are no zones: they have no name in a profile. */
export const zoneSchema = v.pipe(
  wordSchema,
  v.rawCheck(({ dataset, addIssue }) => {
    if (!dataset.typed || (/^[A-Za-z]/.test(dataset.value) && IANAZone.isValidZone(dataset.value))) return
    addIssue({
      message: `unknown time zone ${quote(dataset.value)}`,
      expected: 'write a name of the IANA database, as "Europe/Berlin"',
    })
  }),
  v.description('a name of the IANA time zone database'),
)

/** Each named zone costs its 130 years of transitions. */
const maxZones = 64
const maxDeliveryIdsLimit = 1_000

const limitWords = `a whole number from 1 to ${maxDeliveryIdsLimit}`
const orderWords = '["survey", "tour"] or ["tour", "survey"]'

export const settingsSchema = v.looseObject(
  {
    dialect: v.nullish(
      v.pipe(oneOf(['current', '2021-08']), v.description('whose defaults and fields deliveries have')),
    ),
    delivery_ids_limit: v.nullish(
      v.pipe(
        v.number(limitWords),
        v.integer(limitWords),
        v.minValue(1, limitWords),
        v.maxValue(maxDeliveryIdsLimit, limitWords),
        v.description('pending deliveries that a profile may have'),
      ),
    ),
    automatic_order: v.nullish(
      v.pipe(
        v.union(
          [
            v.strictTuple([v.literal('survey'), v.literal('tour')]),
            v.strictTuple([v.literal('tour'), v.literal('survey')]),
          ],
          orderWords,
        ),
        v.description('which kind shows first on a page where both could'),
      ),
    ),
    expired_deliveries: v.nullish(
      v.pipe(
        oneOf(['count', 'release']),
        v.description('whether expired deliveries count toward the limit, or are taken out before counting'),
      ),
    ),
    zones: v.nullish(
      v.pipe(listOf(zoneSchema, maxZones), v.description('zones that profiles may live in, beside those of groups')),
    ),
  },
  'an object of settings',
)
