import type { Catalog, Experience, Problem } from '../../model/index.js'
import { quote } from '../quote.js'
import { membersOf } from './members.js'

/** An experience that can never show automatically, once for each reason. */
export function* neverShows(catalog: Catalog): Generator<Problem> {
  const shut = catalog.limitGroups.filter(({ rateLimitSize }) => rateLimitSize === 0)
  const shutBy = shut.map((group) => ({ group, members: new Set(membersOf(catalog, group)) }))
  for (const [index, experience] of catalog.experiences.entries()) {
    if (experience.removed) continue
    const pointer = `/experiences/${index}`
    const say = (key: string, why: string, help: string): Problem => ({
      code: 'never_shows',
      pointer: pointer + key,
      message: `${quote(experience.id)} can never show automatically: ${why}`,
      help,
    })
    const { publishedAt, unpublishedAt } = experience
    if (publishedAt === null) yield say('', 'it is not published', 'give it a published_at')
    if (publishedAt !== null && publishedAt === unpublishedAt) {
      yield say('/unpublished_at', 'it is unpublished at the instant of its publication', 'give a later end')
    }
    if (coversEveryone(experience)) {
      yield say('/experiment_range', 'everyone is in its control group', 'narrow the range; [0, 0] is nobody')
    }
    if (experience.rateUnlimitAt !== null) continue
    for (const { group, members } of shutBy) {
      if (members.has(experience))
        yield say('', `limit group ${quote(group.id)} has size 0`, 'raise the size, or exempt it')
    }
  }
}

/** E8: the ring's only range that holds everyone. */
export const coversEveryone = ({ experimentRange: range }: Experience): boolean =>
  range !== null && range[0] === 0 && range[1] === 100
