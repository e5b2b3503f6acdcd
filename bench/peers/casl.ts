import { createMongoAbility, type MongoAbility, type MongoQuery, subject } from '@casl/ability'
import { literally, toMongo } from './mongo.js'
import type { Peer } from './peer.js'
import type { Candidate, Segment, Task } from './task.js'

type Ability = MongoAbility<[string, 'Person' | { readonly __caslSubjectType__?: 'Person' }]>

interface Action {
  readonly action: string
  readonly segment: Segment
  readonly more: object
}

/** Conditions have no `$or`, but rules do: what any rule of an action allows is allowed. */
const createAbility = (actions: readonly Action[]): Ability =>
  createMongoAbility<Ability>(
    actions.flatMap(({ action, segment, more }) => {
      const { $or, ...rest } = toMongo(segment)
      return $or.map((either) => {
        const conditions = { ...more, ...either, ...rest } as MongoQuery
        return { action, subject: 'Person', conditions }
      })
    }),
  )

export const casl: Peer = {
  name: '@casl/ability',
  package: '@casl/ability',
  conditions: (segments) => {
    const actions = segments.map((segment, index) => ({ action: `see-${index}`, segment, more: {} }))
    const ability = createAbility(actions)
    return actions.map(
      ({ action }) =>
        (traits) =>
          ability.can(action, subject('Person', traits as object)),
    )
  },
  native: (task) => {
    const { candidates } = task
    const ability = createAbility(
      candidates.map((one) => ({ action: one.id, segment: one.segment, more: others(one, task) })),
    )
    return (facts) => {
      const person = subject('Person', facts as object)
      return candidates.find(({ id }) => ability.can(id, person))?.id ?? null
    }
  },
  notes:
    'its conditions have no "or", so a segment is two rules for one action. Native: an action for each experience, asked in order',
}

function others({ id, fragment, limits }: Candidate, task: Task): object {
  const rooms = limits.map((limit) => {
    const { id: name, size } = task.limits[limit] as Task['limits'][number]
    return [`shown.${name}`, { $lt: size }] as const
  })
  return { href: { $regex: new RegExp(literally(fragment)) }, seen: { $ne: id }, ...Object.fromEntries(rooms) }
}
