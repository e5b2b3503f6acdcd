import * as v from 'valibot'
import { parseWindow } from '../../model/index.js'
import { quote } from '../quote.js'
import { idSchema, listOf, maxCollectionItems, maxListItems, oneOf, textSchema } from './fields.js'
import { zoneSchema } from './settings.js'

const size = 'a whole number, 0 or more'

const windowSchema = v.pipe(
  v.string('a window'),
  v.rawCheck(({ dataset, addIssue }) => {
    if (!dataset.typed || parseWindow(dataset.value) !== null) return
    addIssue({
      message: `not a window: ${quote(dataset.value)}`,
      expected:
        'write "7d" (s, m, h, d, w), a calendar "day", "week", "month", "quarter" or "year", "session" or "lifetime"',
    })
  }),
  v.description('7d (s, m, h, d, w), day, week, month, quarter, year, session or lifetime'),
)

/** A rate limit group on the wire (C3). */
export const limitGroupSchema = v.looseObject(
  {
    id: idSchema,
    name: v.nullish(textSchema),
    description: v.nullish(textSchema),
    kind: oneOf(['all', 'tour', 'survey', 'tags', 'campaigns']),
    rate_limit_size: v.pipe(
      v.number(size),
      v.safeInteger(size),
      v.minValue(0, size),
      v.description('different experiences in each window; 0: none, ever'),
    ),
    rate_limit_kind: windowSchema,
    tag_ids: v.nullish(v.pipe(listOf(idSchema, maxListItems), v.description('with kind tags only'))),
    campaign_ids: v.nullish(
      v.pipe(listOf(idSchema, maxCollectionItems), v.description('experiences; with kind campaigns only')),
    ),
    count: v.nullish(
      v.pipe(oneOf(['experiences', 'shows']), v.description('different experiences, or every single show')),
    ),
    exempt_shows: v.nullish(
      v.pipe(oneOf(['ignore', 'count']), v.description('whether shows that no limit holds back fill the group')),
    ),
    zone: v.nullish(v.pipe(zoneSchema, v.description("for calendar windows; absent: the profile's own"))),
  },
  'a limit group { id, kind, rate_limit_size, rate_limit_kind, … }',
)

export type WireLimitGroup = v.InferOutput<typeof limitGroupSchema>
