import { commit, createDelivery, type Outcome, type Scene } from '../../src/deliveries/index.js'
import { defaultSettings, type Experience, experience, type Profile, profile } from '../../src/model/index.js'

/** 2029-02-03T10:00:00Z. */
export const now = Date.UTC(2029, 1, 3, 10)
const day = 86_400_000

/** One experience for each way of being live or not at `now` (C2). */
const experiences: readonly Experience[] = [
  experience({ id: 'pricing', kind: 'tour', publishedAt: now - day }),
  experience({ id: 'nps', kind: 'survey', publishedAt: now - day }),
  experience({ id: 'draft', kind: 'tour' }),
  experience({ id: 'future', kind: 'tour', publishedAt: now + 1 }),
  experience({ id: 'just_out', kind: 'tour', publishedAt: now }),
  experience({ id: 'ended', kind: 'tour', publishedAt: now - day, unpublishedAt: now }),
  experience({ id: 'ending', kind: 'tour', publishedAt: now - day, unpublishedAt: now + 1 }),
  experience({ id: 'gone', kind: 'tour', publishedAt: now - day, removed: true }),
]

/** A seen profile with a `uid` and an `email`. */
export const seen = (given: Partial<Profile> = {}): Profile =>
  profile('u1', { uid: '542213', email: 'jo@example.com', seen: true, ...given })

/** A scene of the experiences above and the given profiles; of two with one `uid`, the later set it last. */
export function sceneOf(profiles: readonly Profile[], settings: Partial<Scene['settings']> = {}): Scene {
  return {
    settings: { ...defaultSettings, ...settings },
    experience: (id) => experiences.find((one) => one.id === id),
    profileById: (id) => profiles.find((one) => one.id === id),
    profileIdByUid: (uid) => profiles.findLast((one) => one.uid === uid)?.id,
    profileIdByEmail: (email) => profiles.findLast((one) => one.email === email)?.id,
  }
}

/** The least that a creation needs. */
export const least = { model_kind: 'tour', model_id: 'pricing', profile_id: 'u1' } as const

export interface Attempt {
  readonly params?: unknown
  readonly profile?: Profile
  readonly settings?: Partial<Scene['settings']>
  readonly id?: string
  readonly at?: number
}

/** Creates a delivery for `u1`, with whatever matters to the test on top. */
export function create({
  params = least,
  profile = seen(),
  settings = {},
  id = 'd1',
  at = now,
}: Attempt = {}): Outcome {
  return createDelivery(sceneOf([profile], settings), params, { now: at, id })
}

/** The profile after these creations, each of which must succeed. */
export function profileWith(creations: readonly ({ id: string } & Record<string, unknown>)[], start = seen()): Profile {
  return creations.reduce((profile, { id, ...params }) => {
    const committed = commit(
      profile,
      create({ profile, id, params: { ...least, delivery_ids_position: 'last', ...params } }),
    )
    if ('body' in committed) throw new Error(committed.body.messages.join('\n'))
    return committed.profile
  }, start)
}

/** The status and messages of a refusal, or the status alone. */
export const answer = (outcome: Outcome): readonly unknown[] =>
  'body' in outcome ? [outcome.status, ...outcome.body.messages] : [outcome.status]

/** Freezes all that a value holds, so that a change to it throws. */
export function freeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value)
    for (const member of Object.values(value)) freeze(member)
  }
  return value
}
