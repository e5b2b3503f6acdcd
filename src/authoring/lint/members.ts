import { membership } from '../../engine/index.js'
import type { Catalog, Experience, LimitGroup } from '../../model/index.js'

/** The experiences that a group holds by kind, tags or list, live or not (L2, L8). */
export const membersOf = (catalog: Catalog, group: LimitGroup): readonly Experience[] =>
  catalog.experiences.filter(membership(group))
