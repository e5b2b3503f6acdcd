import type { Interaction, Profile } from '../../model/index.js'

/**
 * The shows that the engine made in a replay. By their ids, `<profile id>:<n>` (E6): those of recorded interactions end
 * with their instant, behind an `@`.
 */
export const ownShows = ({ interactions }: Profile): readonly Interaction[] =>
  interactions.filter(({ id }) => /:\d+$/.test(id))
