import { quote } from '../../authoring/quote.js'
import { listLimitGroups, showLimitGroup } from '../limit-groups/list-limit-groups.js'
import { relatedExperiences } from '../limit-groups/related-experiences.js'
import { ok, type Reply, refuse } from '../reply.js'
import type { Run } from './run.js'

export const runListLimitGroups: Run = async (_, { worlds }) => {
  const { document } = await worlds.latest()
  return ok({ limit_groups: listLimitGroups(document) })
}

export const runShowLimitGroup: Run = async ({ id }, { worlds }) => {
  const { document } = await worlds.latest()
  const group = showLimitGroup(document, id)
  return group === undefined ? unknownGroup(id) : ok({ limit_group: group })
}

export const runRelatedExperiences: Run = async ({ id, query, now }, { worlds }) => {
  const { filter = 'published_at' } = query
  if (filter !== 'published_at' && filter !== 'all') {
    return refuse(422, [`filter: not "published_at" or "all": ${quote(filter)}; write one of them`])
  }
  const related = relatedExperiences(await worlds.latest(), id, { filter, now })
  return related === undefined ? unknownGroup(id) : ok(related)
}

const unknownGroup = (id: string): Reply => refuse(404, [`id: unknown limit group: ${quote(id)}; name one that exists`])
