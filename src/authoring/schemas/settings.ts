import * as v from 'valibot'
import { quote } from '../quote.js'
import { isZoneName } from '../zones.js'
import { listOf, oneOf, wordSchema } from './fields.js'

/** A name of the time zone database (T8). */
export const zoneSchema = v.pipe(
  wordSchema,
  v.rawCheck(({ dataset, addIssue }) => {
    if (!dataset.typed || isZoneName(dataset.value)) return
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

/** A day: what is prepared or tried for longer is no broadcast any more. */
const maxMinutes = 1_440

const minutesFrom = (least: number) => {
  const words = `a whole number of minutes from ${least} to ${maxMinutes}`
  return v.pipe(v.number(words), v.integer(words), v.minValue(least, words), v.maxValue(maxMinutes, words))
}

export const sendingSettingsSchema = v.looseObject(
  {
    prescheduled_minutes: v.nullish(
      v.pipe(minutesFrom(0), v.description('how long before its time a prescheduled sending is prepared')),
    ),
    failed_after_minutes: v.nullish(
      v.pipe(minutesFrom(1), v.description('how long after its time a sending that is not transmitted has failed')),
    ),
    preparing_minutes: v.nullish(v.pipe(minutesFrom(0), v.description('how long preparing takes in a replay'))),
    transmitting_minutes: v.nullish(v.pipe(minutesFrom(0), v.description('how long transmitting takes in a replay'))),
  },
  'an object of settings for sendings',
)

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
    sendings: v.nullish(sendingSettingsSchema),
  },
  'an object of settings',
)
