import { byCodeUnit } from '../../model/by-code-unit.js'
import { type Keyed, keyed, type Monoid, record, sum } from '../metrics/monoid.js'
import type { ChangeClass } from './answer.js'
import type { Example } from './example.js'
import { addMatrices, noReasons, type ReasonMatrix } from './reason-matrix.js'

/**
 * What two catalogs made of the same profiles. Comparisons of different profiles are merged by `mergeComparisons`, in
 * any grouping and any order; `emptyComparison` is that of no profile at all.
 */
export interface Comparison {
  readonly profiles: number
  /** Profiles with at least one page load that is not `unchanged`. */
  readonly changedProfiles: number
  /** Page loads by class: they add up to all page loads. */
  readonly pageLoads: ClassCounts
  /** Triggers and timers that led to something in at least one of the two. */
  readonly triggers: ClassCounts
  /** Both together by UTC day, `2029-02-03`, in order. */
  readonly days: Keyed<ClassCounts>
  readonly shows: BeforeAfter
  /** Profiles that were shown anything. */
  readonly reached: BeforeAfter
  /** By id (T7). */
  readonly experiences: readonly ExperienceChange[]
  /** Deliveries: from which code to which, on page loads. */
  readonly deliveries: ReasonMatrix
  /** Profiles whose most shows in any seven days rose, and by how many; profiles that lost every show they had. */
  readonly tired: WorseOff
  readonly unreached: WorseOff
  /** The clearest first. */
  readonly examples: readonly Example[]
}

export type ClassCounts = Readonly<Record<ChangeClass, number>>

export interface BeforeAfter {
  readonly before: number
  readonly after: number
}

/** Page loads, triggers and timers. `unknown` changes are in `shows` alone: nothing else can be said of them. */
export interface ExperienceChange {
  readonly id: string
  readonly shows: BeforeAfter
  readonly reached: BeforeAfter
  readonly gained: number
  readonly lost: number
  /** Shown in place of something else, or in another way; something else shown in its place, or it in another way. */
  readonly movedTo: number
  readonly movedFrom: number
  /** On page loads, as an automatic candidate. */
  readonly reasons: ReasonMatrix
}

export interface WorseOff {
  readonly profiles: number
  /** The five that it hit most, then by id. */
  readonly worst: readonly WorseOffProfile[]
}

export interface WorseOffProfile extends BeforeAfter {
  readonly profileId: string
}

const mostWorst = 5
const mostExamples = 10

export const classCounts: Monoid<ClassCounts> = record<ClassCounts>({
  unchanged: sum,
  gained: sum,
  lost: sum,
  moved: sum,
  unknown: sum,
})
const noClasses = classCounts.empty
const nothing: BeforeAfter = { before: 0, after: 0 }
const nobody: WorseOff = { profiles: 0, worst: [] }

export const emptyComparison: Comparison = {
  profiles: 0,
  changedProfiles: 0,
  pageLoads: noClasses,
  triggers: noClasses,
  days: [],
  shows: nothing,
  reached: nothing,
  experiences: [],
  deliveries: noReasons,
  tired: nobody,
  unreached: nobody,
  examples: [],
}

/** Laws: associative, commutative, and `emptyComparison` changes nothing. The two are of different profiles. */
export const mergeComparisons = (a: Comparison, b: Comparison): Comparison => ({
  profiles: a.profiles + b.profiles,
  changedProfiles: a.changedProfiles + b.changedProfiles,
  pageLoads: classCounts.merge(a.pageLoads, b.pageLoads),
  triggers: classCounts.merge(a.triggers, b.triggers),
  days: classesByDay.merge(a.days, b.days),
  shows: addBoth(a.shows, b.shows),
  reached: addBoth(a.reached, b.reached),
  experiences: mergeExperiences(a.experiences, b.experiences),
  deliveries: addMatrices(a.deliveries, b.deliveries),
  tired: mergeWorseOff(a.tired, b.tired),
  unreached: mergeWorseOff(a.unreached, b.unreached),
  examples: clearest([...a.examples, ...b.examples]),
})

/** Whether anything is for certain another way. */
export const isChanged = ({ pageLoads, triggers }: Comparison): boolean =>
  [pageLoads, triggers].some(({ gained, lost, moved }) => gained + lost + moved > 0)

/** From which code to which, over all experiences. */
export const allReasons = ({ experiences }: Comparison): ReasonMatrix =>
  experiences.reduce((sum, { reasons }) => addMatrices(sum, reasons), noReasons)

/** Fewest changed page loads first: there it is plainest what made the difference; then by id. */
export const clearest = <E extends Pick<Example, 'profileId' | 'changes'>>(examples: readonly E[]): readonly E[] =>
  [...examples].sort((a, b) => a.changes - b.changes || byCodeUnit(a.profileId, b.profileId)).slice(0, mostExamples)

/** Those that it hit most first, then by id; the first five. */
export const worstOff = (all: readonly WorseOffProfile[]): readonly WorseOffProfile[] => {
  const hit = ({ before, after }: WorseOffProfile): number => Math.abs(after - before)
  return [...all].sort((a, b) => hit(b) - hit(a) || byCodeUnit(a.profileId, b.profileId)).slice(0, mostWorst)
}

const mergeWorseOff = (a: WorseOff, b: WorseOff): WorseOff => ({
  profiles: a.profiles + b.profiles,
  worst: worstOff([...a.worst, ...b.worst]),
})

const addBoth = (a: BeforeAfter, b: BeforeAfter): BeforeAfter => ({
  before: a.before + b.before,
  after: a.after + b.after,
})

const classesByDay = keyed(classCounts)

function mergeExperiences(a: readonly ExperienceChange[], b: readonly ExperienceChange[]): readonly ExperienceChange[] {
  const merged = new Map(a.map((one) => [one.id, one]))
  for (const one of b) {
    const other = merged.get(one.id)
    merged.set(one.id, other === undefined ? one : addExperiences(other, one))
  }
  return [...merged.values()].sort((x, y) => byCodeUnit(x.id, y.id))
}

const addExperiences = (a: ExperienceChange, b: ExperienceChange): ExperienceChange => ({
  id: a.id,
  shows: addBoth(a.shows, b.shows),
  reached: addBoth(a.reached, b.reached),
  gained: a.gained + b.gained,
  lost: a.lost + b.lost,
  movedTo: a.movedTo + b.movedTo,
  movedFrom: a.movedFrom + b.movedFrom,
  reasons: addMatrices(a.reasons, b.reasons),
})
