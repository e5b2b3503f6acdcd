import type { CompiledCondition } from '../conditions/index.js'
import { createConditionCompiler } from '../conditions/index.js'
import type { Catalog, Condition, Delivery, Experience, Instant, Profile, Zone } from '../model/index.js'
import { never } from '../model/index.js'
import { compileUrlRules } from '../urls/index.js'
import { addBit, type Bits, bitsWhere, emptyBits, hasBit, type SparseSet, sparse } from './bits.js'
import { type CompiledGroup, compileGroups, createUnions } from './groups.js'
import { createPages, type Pages } from './pages.js'

/** A catalog made ready for questions. Holds no profile and no clock; its caches are only ever rebuilt from it. */
export interface Engine {
  readonly catalog: Catalog
  /** In the order in which they may show automatically (E1): an experience's index is its bit in every set. */
  readonly experiences: readonly CompiledExperience[]
  /** The same as automatic candidates. */
  readonly candidates: readonly Candidate[]
  readonly indexOf: ReadonlyMap<string, number>
  readonly segments: readonly CompiledSegment[]
  readonly groups: readonly CompiledGroup[]
  readonly unions: (full: string) => Bits
  readonly pages: Pages
  /** The experiences that have no segment, none at all, those with a control group, those with triggers. */
  readonly everyone: Bits
  readonly nobody: Bits
  readonly experiments: Bits
  readonly triggered: Bits
  /** Whether a segment reads history, so that it must be asked again when something shows. */
  readonly readsHistory: boolean
  /** The groups that count by session, so that a page load may give them room. */
  readonly sessionGroups: readonly CompiledGroup[]
  readonly zones: ReadonlyMap<string, Zone>
  readonly condition: (segmentId: string) => Condition | undefined
  /** `null` is the engine's own way (E6). */
  readonly interactionId: CompileOptions['interactionId'] | null
}

export interface CompiledExperience {
  readonly index: number
  readonly source: Experience
  readonly matches: (href: string) => boolean
  /** Into `Engine.segments`; −1 is everyone. */
  readonly segment: number
  /** The groups that can hold it back: those that contain it, none where it is exempt (L2, L7). */
  readonly groups: readonly CompiledGroup[]
}

/** What may show: an experience by itself, or one that a pending delivery directs here. */
export interface Candidate {
  readonly experience: CompiledExperience
  readonly delivery: Delivery | null
}

export interface CompiledSegment {
  readonly condition: CompiledCondition
  readonly members: SparseSet
}

export interface CompileOptions {
  /** Names the interaction of a show (E6). By default `<profile id>:<n>`, counting the profile's interactions. */
  readonly interactionId?: (profile: Profile, now: Instant) => string
}

/**
 * Makes a catalog ready for questions: numbers the experiences in show order (E1), and turns segments, URL rules
 * and limit groups into predicates and sets.
 *
 * @throws if the catalog breaks a rule that loading it would have refused (an unknown segment, a window that is none).
 * @example
 * ```ts
 * import { catalog, compile, decide, experience, profile } from 'oncue'
 *
 * const engine = compile(catalog({ experiences: [experience({ id: 'welcome', kind: 'tour', publishedAt: 0 })] }))
 * decide(engine, profile('u1'), { href: 'https://app.example.com/' }, 1_000).outcome // 'show'
 * ```
 */
export function compile(catalog: Catalog, options: CompileOptions = {}): Engine {
  const sources = [...catalog.experiences].sort(byShowOrder(catalog.settings.automaticOrder))
  const size = sources.length
  const where = (holds: (source: Experience) => boolean): Bits =>
    bitsWhere(size, (index) => holds(sources[index] as Experience))
  const groups = compileGroups(catalog, sources)
  const matchers = sources.map(({ urlRules, urlOp }) => compileUrlRules(urlRules, urlOp))
  const conditions = new Map(catalog.segments.map(({ id, conditions }) => [id, conditions]))
  const condition = (id: string): Condition | undefined => conditions.get(id)
  const { segments, segmentOf } = compileSegments(sources, condition)
  const experiences = sources.map((source, index) => ({
    index,
    source,
    matches: matchers[index] as (href: string) => boolean,
    segment: segmentOf[index] as number,
    groups: groups.filter(({ restrains }) => hasBit(restrains, index)),
  }))
  return {
    catalog,
    experiences,
    candidates: experiences.map((experience) => ({ experience, delivery: null })),
    indexOf: new Map(sources.map(({ id }, index) => [id, index])),
    segments: segments.map(({ condition, members }) => ({ condition, members: sparse(members) })),
    groups,
    unions: createUnions(groups, size),
    pages: createPages(sources, matchers),
    everyone: where(({ segment }) => segment === null),
    nobody: emptyBits(size),
    experiments: where(({ experimentRange }) => experimentRange !== null),
    triggered: where(({ triggers }) => triggers.length > 0),
    readsHistory: segments.some(({ condition }) => condition.usesHistory),
    sessionGroups: groups.filter(({ window }) => window.kind === 'session'),
    zones: new Map(Object.entries(catalog.zones)),
    condition,
    interactionId: options.interactionId ?? null,
  }
}

/** E1: kinds in the order of the settings, then position (none is last), then id by UTF-16 code unit (T7). */
function byShowOrder(kinds: readonly string[]): (a: Experience, b: Experience) => number {
  return (a, b) =>
    kinds.indexOf(a.kind) - kinds.indexOf(b.kind) ||
    (a.position ?? never) - (b.position ?? never) || // where both have none that is no number, which goes on to the ids
    (a.id < b.id ? -1 : 1) // no two are the same (C3)
}

/** One entry per different segment, so that each is asked once however many experiences share it. */
function compileSegments(sources: readonly Experience[], resolve: Engine['condition']) {
  const compile = createConditionCompiler(resolve)
  const segments: { readonly condition: CompiledCondition; readonly members: Bits }[] = []
  const known = new Map<unknown, number>()
  const segmentOf = sources.map(({ segment }, index) => {
    if (segment === null) return -1
    const key = 'condition' in segment ? segment.condition : segment
    let at = known.get(key)
    if (at === undefined) {
      at = segments.push({ condition: compile(segment), members: emptyBits(sources.length) }) - 1
      known.set(key, at)
    }
    addBit((segments[at] as { members: Bits }).members, index)
    return at
  })
  return { segments, segmentOf }
}
