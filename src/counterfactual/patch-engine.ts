import { type CompiledExperience, type CompiledGroup, type Engine, hasBit, isLive } from '../engine/index.js'
import type { Experience, Instant } from '../model/index.js'
import type { Change } from './change.js'
import { bitsWith, withIndex } from './sparse.js'

/** What the author of a catalog may change in it. An experience that stands elsewhere is the stage's business. */
export type CatalogChange = Extract<
  Change,
  {
    readonly kind:
      | 'publish'
      | 'unpublish'
      | 'url_rules'
      | 'segment'
      | 'control_group'
      | 'recurrence'
      | 'exempt'
      | 'group_size'
  }
>

/**
 * The engine of the catalog with one change in it: what `compile` would make of that catalog, but for what does not
 * depend on the change, which the two share. Nothing of the engine given is touched.
 */
export function patchEngine(engine: Engine, change: CatalogChange): Engine {
  if (change.kind === 'group_size') return resized(engine, change.groupId, change.to)
  const index = engine.indexOf.get(change.experienceId)
  if (index === undefined) return engine
  return patchExperience[change.kind](engine, index, change as never) // each kind's patch takes just that kind
}

type ExperienceChange = Exclude<CatalogChange, { readonly kind: 'group_size' }>

type Patch<C> = (engine: Engine, index: number, change: C) => Engine

const patchExperience: { readonly [C in ExperienceChange as C['kind']]: Patch<C> } = {
  publish: (engine, index, { at }) => republished(engine, index, at),

  unpublish: (engine, index) => republished(engine, index, null),

  url_rules: (engine, index) => {
    const next = withExperience(engine, index, { urlRules: [] }, { matches: () => true })
    return repaged(next, index)
  },

  segment: (engine, index) => ({
    ...withExperience(engine, index, { segment: null }, { segment: -1 }),
    everyone: bitsWith(engine.everyone, index, true),
  }),

  control_group: (engine, index) => ({
    ...withExperience(engine, index, { experimentRange: null }),
    experiments: bitsWith(engine.experiments, index, false),
  }),

  recurrence: (engine, index, { to }) => withExperience(engine, index, { recurrence: to }),

  exempt: (engine, index) => ({
    ...withExperience(engine, index, { rateUnlimitAt: 0 }, { groups: [] }),
    ...regrouped(engine, (group) =>
      hasBit(group.restrains, index) ? { ...group, restrains: bitsWith(group.restrains, index, false) } : group,
    ),
    unions: (full) => bitsWith(engine.unions(full), index, false),
  }),
}

/** Live from an instant on, without an end; `null` is not published. */
const republished = (engine: Engine, index: number, publishedAt: Instant | null): Engine =>
  repaged(withExperience(engine, index, { publishedAt, unpublishedAt: null, removed: false }), index)

const resized = (engine: Engine, groupId: string, rateLimitSize: number): Engine => ({
  ...engine,
  ...regrouped(engine, (group) =>
    group.source.id === groupId ? { ...group, source: { ...group.source, rateLimitSize } } : group,
  ),
})

function withExperience(
  engine: Engine,
  index: number,
  source: Partial<Experience>,
  compiled: Partial<CompiledExperience> = {},
): Engine {
  const old = engine.experiences[index] as CompiledExperience
  const experience = { ...old, ...compiled, source: { ...old.source, ...source } }
  return {
    ...engine,
    experiences: engine.experiences.with(index, experience),
    candidates: engine.candidates.with(index, { experience, delivery: null }),
  }
}

/** The pages as they were, but for one experience, which is on its own as it now is. */
function repaged(engine: Engine, index: number): Engine {
  const { pages } = engine
  const { source, matches } = engine.experiences[index] as CompiledExperience
  return {
    ...engine,
    pages: (href, now) => withIndex(pages(href, now), index, isLive(source, now) && matches(href)),
  }
}

function regrouped(
  engine: Engine,
  change: (group: CompiledGroup) => CompiledGroup,
): Pick<Engine, 'groups' | 'sessionGroups'> {
  const groups = engine.groups.map(change)
  return { groups, sessionGroups: groups.filter(({ window }) => window.kind === 'session') }
}
