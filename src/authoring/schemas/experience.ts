import * as v from 'valibot'
import { checkUrlPattern } from '../../urls/check-url-pattern.js'
import {
  booleanSchema,
  conditionSlot,
  idSchema,
  instantSchema,
  listOf,
  maxListItems,
  oneOf,
  patternSchema,
  textSchema,
  wordSchema,
} from './fields.js'

export const urlRuleSchema = v.pipe(
  v.looseObject(
    {
      url: patternSchema,
      match_type: oneOf(['simple', 'exact', 'regex', 'inverse_simple', 'inverse_exact', 'starts_with', 'wildcard']),
    },
    'a rule { url, match_type }',
  ),
  v.rawCheck(({ dataset, addIssue }) => {
    if (!dataset.typed) return
    const refusal = checkUrlPattern({ url: dataset.value.url, matchType: dataset.value.match_type })
    if (refusal === null) return
    const path = {
      type: 'object',
      origin: 'value',
      input: dataset.value,
      key: 'url',
      value: dataset.value.url,
    } as const
    addIssue({ message: `${dataset.value.match_type} pattern refused: ${refusal}`, expected: '', path: [path] })
  }),
)

const seconds = 'a number of seconds from 0 to 86400'

export const triggerSchema = v.variant(
  'on',
  [
    v.looseObject({
      on: v.picklist(['click', 'hover', 'input', 'custom', 'element_match']),
      element: v.nullish(wordSchema),
      name: v.nullish(wordSchema),
    }),
    v.looseObject(
      {
        on: v.literal('time_on_page'),
        seconds: v.pipe(v.number(seconds), v.minValue(0, seconds), v.maxValue(86_400, seconds)),
      },
      '{ on: time_on_page, seconds }',
    ),
  ],
  'a trigger { on, … }',
)

const amount = 'a whole number from 1 to 1000000'

/** As long as a window may be (L5), in each unit. What lies much further ahead is beyond the calendar. */
const aHundredYears = { hour: 878_400, day: 36_600, week: 5_228, month: 1_200, year: 100 } as const

export const recurrenceSchema = v.variant(
  'kind',
  [
    v.looseObject({ kind: v.literal('none') }),
    v.looseObject({ kind: v.literal('page') }),
    v.pipe(
      v.looseObject(
        {
          kind: v.literal('every'),
          amount: v.pipe(v.number(amount), v.integer(amount), v.minValue(1, amount), v.maxValue(1_000_000, amount)),
          unit: oneOf(['hour', 'day', 'week', 'month', 'year']),
        },
        '{ kind: every, amount, unit }',
      ),
      v.rawCheck(({ dataset, addIssue }) => {
        if (!dataset.typed) return
        const { amount: value, unit } = dataset.value
        const most = aHundredYears[unit]
        if (value <= most) return
        addIssue({
          message: `longer than a hundred years: ${value} ${unit}`,
          expected: `write at most ${most}, or "kind: none" for never again`,
          path: [{ type: 'object', origin: 'value', input: dataset.value, key: 'amount', value }],
        })
      }),
    ),
    v.looseObject({ kind: v.literal('event'), event: wordSchema }, '{ kind: event, event }'),
  ],
  'a recurrence { kind, … }',
)

const percent = v.pipe(
  v.number('a number from 0 to 100'),
  v.minValue(0, 'a number from 0 to 100'),
  v.maxValue(100, 'a number from 0 to 100'),
)

/** A tour or microsurvey on the wire (C1). Unknown keys stay with the document and mean nothing here. */
export const experienceSchema = v.looseObject(
  {
    id: idSchema,
    kind: oneOf(['tour', 'survey']),
    name: v.nullish(textSchema),
    published_at: v.nullish(v.pipe(instantSchema, v.description('live from then on; absent: not published'))),
    unpublished_at: v.nullish(v.pipe(instantSchema, v.description('live before then'))),
    position: v.nullish(
      v.pipe(v.number('a number'), v.finite('a finite number'), v.description('lower shows first; absent: last')),
    ),
    tag_ids: v.nullish(listOf(idSchema, maxListItems)),
    segment_id: v.nullish(v.pipe(idSchema, v.description('absent, as `segment` is: everyone'))),
    segment: v.nullish(conditionSlot),
    url: v.nullish(v.pipe(listOf(urlRuleSchema, maxListItems), v.description('where it may show; none: every page'))),
    url_op: v.nullish(oneOf(['any', 'all'])),
    start_url: v.nullish(v.pipe(wordSchema, v.description('where a delivery may redirect to'))),
    triggers: v.nullish(
      v.pipe(listOf(triggerSchema, maxListItems), v.description('what the first step waits for; any one suffices')),
    ),
    recurrence: v.nullish(v.pipe(recurrenceSchema, v.description('when it may show automatically again'))),
    rate_unlimit_at: v.nullish(v.pipe(instantSchema, v.description('set: exempt from every limit group'))),
    experiment_range: v.nullish(
      v.pipe(
        v.strictTuple([percent, percent], 'two numbers from 0 to 100'),
        v.description('the control group, from the first inclusive to the second exclusive; it may wrap'),
      ),
    ),
    removed: v.nullish(v.pipe(booleanSchema, v.description('never live, but its past shows still count'))),
  },
  'an experience { id, kind, … }',
)

export type WireExperience = v.InferOutput<typeof experienceSchema>
