import fc from 'fast-check'

const name = fc.option(fc.string({ maxLength: 8 }))
const word = fc.string({ minLength: 1, maxLength: 8 })
const instant = fc.option(
  fc.oneof(
    fc.integer({ min: 0, max: 4_000_000_000 }),
    fc.constantFrom(
      '2029-02-03',
      '2029-02-03 10:00:00',
      '2029-02-03T10:00:00.5+02:00',
      '0000-01-01',
      '9999-12-31T23:59:59.999Z',
    ),
  ),
)
const ids = fc.uniqueArray(fc.oneof(word, fc.constantFrom('__proto__', 'constructor', 'a/b~c', '🦉')), {
  minLength: 1,
  maxLength: 4,
})
const some = (of: readonly string[]): fc.Arbitrary<string[]> => fc.subarray([...of])

const comparison = (experiences: readonly string[]): fc.Arbitrary<unknown> =>
  fc.oneof(
    fc.record({
      fact: word.map((text) => `trait ${text}`),
      operator: fc.constantFrom('equal', 'notEqual', 'not:equal', 'chameleon.eq'),
      value: fc.oneof(fc.string(), fc.integer(), fc.boolean()),
    }),
    fc.record({
      fact: fc.constantFrom(...experiences).map((id) => `history.${id}`),
      path: fc.constantFrom('$.shows', '$.started'),
      operator: fc.constantFrom('greaterThan', 'lessThan'),
      value: fc.integer(),
    }),
  )

function condition(experiences: readonly string[], segments: readonly string[]): fc.Arbitrary<unknown> {
  const leaf: fc.Arbitrary<unknown> =
    segments.length === 0
      ? comparison(experiences)
      : fc.oneof(comparison(experiences), fc.record({ condition: fc.constantFrom(...segments) }))
  return fc.letrec<{ node: unknown }>((tie) => ({
    node: fc.oneof(
      { maxDepth: 3 },
      leaf,
      fc.record({ not: tie('node') }),
      fc.record({ all: fc.array(tie('node'), { maxLength: 3 }) }),
      fc.record({ any: fc.array(tie('node'), { maxLength: 3 }) }),
    ),
  })).node
}

const trigger = fc.oneof(
  fc.record({
    on: fc.constantFrom('click', 'hover', 'input', 'custom', 'element_match'),
    element: word,
    name: fc.option(word),
  }),
  fc.record({ on: fc.constant('time_on_page'), seconds: fc.double({ min: 0, max: 86_400, noNaN: true }) }),
)

const recurrence = fc.oneof(
  fc.record({ kind: fc.constantFrom('none', 'page') }),
  fc.record({
    kind: fc.constant('every'),
    amount: fc.integer({ min: 1, max: 99 }),
    unit: fc.constantFrom('hour', 'day', 'week', 'month', 'year'),
  }),
  fc.record({ kind: fc.constant('event'), event: word }),
)

const percent = fc.double({ min: 0, max: 100, noNaN: true })

const experience = (
  id: string,
  of: { experiences: string[]; segments: string[]; tags: string[] },
): fc.Arbitrary<object> =>
  fc
    .record({
      kind: fc.constantFrom('tour', 'survey'),
      name,
      published_at: instant,
      position: fc.option(fc.double({ noNaN: true, noDefaultInfinity: true })),
      tag_ids: some(of.tags),
      segment: fc.option(condition(of.experiences, of.segments)),
      url: fc.array(
        fc.record({
          url: word,
          match_type: fc.constantFrom('simple', 'exact', 'inverse_simple', 'inverse_exact', 'starts_with', 'wildcard'),
        }),
        { maxLength: 2 },
      ),
      url_op: fc.constantFrom('any', 'all', null),
      start_url: fc.option(word),
      triggers: fc.array(trigger, { maxLength: 2 }),
      recurrence: fc.option(recurrence),
      rate_unlimit_at: instant,
      experiment_range: fc.option(fc.tuple(percent, percent)),
      removed: fc.constantFrom(true, false, null),
    })
    .map((rest) => ({ id, ...rest }))

const limitGroup = (id: string, of: { experiences: string[]; tags: string[] }): fc.Arbitrary<object> =>
  fc
    .record({
      name,
      lists: fc.oneof(
        fc.record({ kind: fc.constantFrom('all', 'tour', 'survey') }),
        fc.record({ kind: fc.constant('tags'), tag_ids: some(of.tags) }),
        fc.record({ kind: fc.constant('campaigns'), campaign_ids: some(of.experiences) }),
      ),
      rate_limit_size: fc.nat(5),
      rate_limit_kind: fc.constantFrom('1h', '7d', '90m', 'day', 'week', 'quarter', 'session', 'lifetime'),
      count: fc.constantFrom('experiences', 'shows', null),
      exempt_shows: fc.constantFrom('ignore', 'count', null),
      zone: fc.constantFrom('Europe/Berlin', 'UTC', null),
    })
    .map(({ lists, ...rest }) => ({ id, ...lists, ...rest }))

/** Documents that can be read, with strange ids, every kind of field, and segments that refer to earlier ones. */
export const wireCatalog: fc.Arbitrary<Record<string, unknown>> = fc
  .record({ tags: ids, segments: ids, experiences: ids, groups: ids })
  .chain(({ tags, segments, experiences, groups }) =>
    fc.record({
      version: fc.constantFrom(1, null),
      settings: fc.record({
        dialect: fc.constantFrom('current', '2021-08', null),
        delivery_ids_limit: fc.option(fc.integer({ min: 1, max: 9 })),
        automatic_order: fc.constantFrom(['survey', 'tour'], ['tour', 'survey'], null),
        expired_deliveries: fc.constantFrom('count', 'release', null),
        zones: fc.subarray(['Asia/Tokyo', 'UTC']),
        sendings: fc.option(
          fc.record({
            prescheduled_minutes: fc.option(fc.nat({ max: 1_440 })),
            failed_after_minutes: fc.option(fc.integer({ min: 1, max: 1_440 })),
            transmitting_minutes: fc.option(fc.nat({ max: 30 })),
          }),
        ),
      }),
      tags: fc.tuple(...tags.map((id) => fc.record({ id: fc.constant(id), uid: name, name }))),
      segments: fc.tuple(
        ...segments.map((id, index) =>
          fc.record({ id: fc.constant(id), name, conditions: condition(experiences, segments.slice(0, index)) }),
        ),
      ),
      experiences: fc.tuple(...experiences.map((id) => experience(id, { experiences, segments, tags }))),
      limit_groups: fc.tuple(...groups.map((id) => limitGroup(id, { experiences, tags }))),
    }),
  )
