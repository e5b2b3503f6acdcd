import { type ConditionInterface, GrowthBookClient } from '@growthbook/growthbook'
import { literally, toMongo } from './mongo.js'
import type { Peer } from './peer.js'
import type { Candidate, Task } from './task.js'

const createClient = (conditions: Readonly<Record<string, ConditionInterface>>): GrowthBookClient =>
  new GrowthBookClient().initSync({
    payload: {
      features: Object.fromEntries(
        Object.entries(conditions).map(([id, condition]) => [
          id,
          { defaultValue: false, rules: [{ condition, force: true }] },
        ]),
      ),
    },
  })

export const growthbook: Peer = {
  name: '@growthbook/growthbook',
  package: '@growthbook/growthbook',
  conditions: (segments) => {
    const client = createClient(Object.fromEntries(segments.map((one, index) => [`segment-${index}`, toMongo(one)])))
    return segments.map((_, index) => {
      const feature = `segment-${index}`
      return (traits) => client.isOn(feature, { attributes: traits })
    })
  },
  native: (task) => {
    const client = createClient(Object.fromEntries(task.candidates.map((one) => [one.id, rule(one, task)])))
    return (facts) => {
      const user = client.createScopedInstance({ attributes: facts })
      return task.candidates.find(({ id }) => user.isOn(id))?.id ?? null
    }
  },
  notes: 'native: a feature for each experience, asked in order of one `GrowthBookClient` scoped to the user',
}

function rule({ id, fragment, segment, limits }: Candidate, task: Task): ConditionInterface {
  const rooms = limits.map((limit) => {
    const { id: name, size } = task.limits[limit] as Task['limits'][number]
    return [`shown.${name}`, { $lt: size }] as const
  })
  return {
    href: { $regex: literally(fragment) },
    ...toMongo(segment),
    seen: { $not: { $elemMatch: { $eq: id } } },
    ...Object.fromEntries(rooms),
  }
}
