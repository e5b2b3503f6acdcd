import type { Change } from '../../src/explain.js'
import type { Catalog, Code, Experience, Profile } from '../../src/model/index.js'
import { eventNames, hrefs } from '../naive/arbitrary-catalog.js'
import type { Asked } from './carry-out.js'

/** What fails: the codes of single checks, beside what holds back everything and what goes first. */
export type Failing = ReadonlySet<Code>

/**
 * Changes of every kind with many values each, written down without a thought of what might do: all that could be tried
 * of a candidate by hand. Of a kind of change there is nothing where nothing fails that it is about.
 */
export function vocabulary({ catalog, profile, page, now }: Asked, id: string, failing: Failing): readonly Change[] {
  const delivery = profile.deliveries.find((one) => one.id === id)
  const experienceId = delivery?.modelId ?? id
  const experience = catalog.experiences.find((one) => one.id === experienceId)
  const changes: Change[] = []
  const where = (codes: readonly Code[], add: () => readonly Change[]): void => {
    if (codes.some((code) => failing.has(code))) changes.push(...add())
  }

  changes.push(...waits(catalog, profile, now))
  where(['busy', 'profile_unseen'], () => [{ kind: 'load', by: 'user' }])
  where(['profile_disabled'], () => [{ kind: 'enable', by: 'author' }])
  where(['url_mismatch'], () =>
    hrefs
      .map((href): Change => ({ kind: 'page', by: 'user', href, op: 'any', rules: [] }))
      .filter((change) => change.kind === 'page' && change.href !== page.href),
  )
  where(['segment_mismatch'], () => traits)
  where(['armed'], () =>
    (experience?.triggers ?? []).map((trigger): Change => ({ kind: 'trigger', by: 'user', trigger })),
  )
  where(['recurrence'], () => eventNames.map((event): Change => ({ kind: 'track', by: 'user', event })))
  where(['recurrence', 'snoozed'], () => [
    { kind: 'recurrence', by: 'author', experienceId, from: { kind: 'none' }, to: { kind: 'page' } },
  ])
  where(['not_live'], () => [{ kind: 'publish', by: 'author', experienceId, at: now }])
  where(['control_group'], () => [{ kind: 'control_group', by: 'author', experienceId, from: [0, 0] }])
  where(['rate_limited'], () => limits(catalog, profile, experienceId))
  if (delivery !== undefined) changes.push(...updates(id))
  where(['outranked'], () => order(profile, id, experience))
  return changes
}

/** Every instant that is named anywhere, and some distances from them. */
function waits(catalog: Catalog, profile: Profile, now: number): readonly Change[] {
  const named = [
    ...catalog.experiences.flatMap(({ publishedAt, unpublishedAt }) => [publishedAt, unpublishedAt]),
    ...profile.deliveries.flatMap(({ from, until }) => [from, until]),
    ...profile.interactions.flatMap(({ startedAt, stateAt, deferUntil }) => [startedAt, stateAt, deferUntil]),
    now,
  ].filter((at): at is number => at !== null)
  const hours = [0, 1, 2, 24, 7 * 24, 31 * 24]
  const instants = new Set(
    named.flatMap((at) => hours.flatMap((hour) => [at + hour * 3_600_000, at + hour * 3_600_000 + 1])),
  )
  return [...instants].filter((at) => at > now).map((until): Change => ({ kind: 'wait', by: 'time', until }))
}

const valuesOf: Readonly<Record<string, readonly unknown[]>> = {
  plan: ['trial', 'pro', 'free', 'other', undefined],
  seats: [0, 2, 3, 4, 100, undefined],
  score: [0, 2, 3, 4, 100, undefined],
  roles: [['admin'], ['owner'], [], 'admin', undefined],
  signed_up: ['2020-01-01', '2029-02-02', '2040-01-01', undefined],
  renewed: ['2020-01-01', '2029-02-02', '2040-01-01', undefined],
}

const traits: readonly Change[] = Object.entries(valuesOf).flatMap(([fact, values]) =>
  values.map(
    (to): Change => ({
      kind: 'trait',
      by: 'user',
      fact,
      path: null,
      from: null,
      to,
      operator: '',
      value: null,
      holds: true,
    }),
  ),
)

const limits = (catalog: Catalog, profile: Profile, experienceId: string): readonly Change[] => [
  { kind: 'exempt', by: 'author', experienceId },
  ...catalog.limitGroups.map(
    ({ id, rateLimitSize: from }): Change => ({ kind: 'group_size', by: 'author', groupId: id, from, to: 100 }),
  ),
  ...profile.interactions.map(
    ({ id, startedAt, ...one }): Change => ({
      kind: 'without_show',
      by: 'nobody',
      interactionId: id,
      experienceId: one.experienceId,
      at: startedAt,
    }),
  ),
]

const updates = (deliveryId: string): readonly Change[] => {
  const update = { kind: 'delivery', by: 'author', deliveryId } as const
  return [
    { ...update, field: 'from', from: 0, to: null },
    { ...update, field: 'until', from: 0, to: null },
    { ...update, field: 'useSegmentation', from: true, to: false },
    { ...update, field: 'once', from: true, to: false },
    { ...update, field: 'skipUrlMatch', from: false, to: true },
    { ...update, field: 'skipTriggers', from: false, to: true },
  ]
}

const order = (profile: Profile, id: string, own: Experience | undefined): readonly Change[] => [
  ...profile.deliveryIds
    .filter((deliveryId) => deliveryId !== id)
    .map((deliveryId): Change => ({ kind: 'remove_delivery', by: 'author', deliveryId })),
  ...(profile.deliveryIds.includes(id)
    ? [{ kind: 'delivery_position', by: 'author', deliveryId: id, above: '', to: 0 } as const]
    : [{ kind: 'position', by: 'author', experienceId: id, above: '', from: null, to: -100 } as const]),
  { kind: 'automatic_order', by: 'author', to: own?.kind === 'tour' ? ['tour', 'survey'] : ['survey', 'tour'] },
]
