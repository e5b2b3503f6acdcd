import type { Catalog, Instant } from '../model/index.js'
import { named, quoted } from './quoted.js'
import { type ShownZone, showInstant } from './time.js'

/** How things are told. None of it is data: another zone or other names change what is shown, and nothing else. */
export interface DescribeOptions {
  /** The zone of the times that are shown; UTC where none is given. */
  readonly zone?: ShownZone | undefined
  /** What things are called beside their ids: `namesOf(catalog)`. Without it they go by id. */
  readonly names?: Names | undefined
}

/** The names of a catalog's objects, by what they are and their ids. */
export type Names = Readonly<Record<'experience' | 'segment' | 'limit group', ReadonlyMap<string, string>>>

/**
 * The names that a catalog has, for `describe`.
 *
 * @example
 * ```ts
 * import { catalog, experience } from 'oncue'
 * import { namesOf } from 'oncue/explain'
 *
 * const names = namesOf(catalog({ experiences: [experience({ id: 'nps', kind: 'survey', name: 'Recommend us?' })] }))
 * names.experience.get('nps') // 'Recommend us?'
 * ```
 */
export function namesOf({ experiences, segments, limitGroups }: Catalog): Names {
  const byId = (all: readonly { readonly id: string; readonly name: string | null }[]): ReadonlyMap<string, string> =>
    new Map(all.flatMap(({ id, name }) => (name === null || name === '' ? [] : [[id, name] as const])))
  return { experience: byId(experiences), segment: byId(segments), 'limit group': byId(limitGroups) }
}

/** What every sentence is told with: how it shows an instant, and what it calls a thing. */
export interface Voice {
  readonly time: (at: Instant) => string
  readonly name: (kind: keyof Names, id: string) => string
}

export const voiceOf = ({ zone, names }: DescribeOptions): Voice => ({
  time: (at) => showInstant(at, zone),
  name: (kind, id) => {
    const name = names?.[kind].get(id)
    return name === undefined ? named(id) : `${quoted(name)} (${named(id)})`
  },
})
