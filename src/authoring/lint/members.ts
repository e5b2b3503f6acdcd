import type { Catalog, Experience, LimitGroup } from '../../model/index.js'

/** The experiences that a group holds by kind, tags or list, live or not (L2, L8). */
export const membersOf = (catalog: Catalog, group: LimitGroup): readonly Experience[] =>
  catalog.experiences.filter((experience) => contains(group, experience))

function contains(group: LimitGroup, experience: Experience): boolean {
  switch (group.kind) {
    case 'all':
      return true
    case 'tour':
    case 'survey':
      return experience.kind === group.kind
    case 'tags':
      return experience.tagIds.some((id) => group.tagIds.includes(id))
    case 'campaigns':
      return group.campaignIds.includes(experience.id)
  }
}
