import { type Experience, experience, type Interaction } from '../../src/index.js'
import { delivery } from '../../src/model/delivery.js'
import type { Delivery } from '../../src/model/index.js'

export const href = 'https://app.example.com/'

/** A tour that is live. */
export const tour = (id: string, given: Partial<Experience> = {}): Experience =>
  experience({ id, kind: 'tour', publishedAt: 0, ...given })

/** A delivery of `a` for `u`. */
export const directed = (id: string, given: Partial<Delivery> = {}): Delivery =>
  delivery({ id, createdAt: 0, modelKind: 'tour', modelId: 'a', profileId: 'u', ...given })

/** A show that ended when it began. */
export const shown = (
  experienceId: string,
  startedAt: number,
  { state = 'exited', ...given }: Partial<Interaction> = {},
): Interaction => ({
  id: `${experienceId}@${startedAt}`,
  experienceId,
  startedAt,
  groupKind: 'automatic',
  groupId: null,
  state,
  stateAt: state === 'started' ? null : startedAt,
  deferUntil: null,
  assumed: false,
  ...given,
})

/** Nobody is in it, and everybody whose trait `is` says so. */
export const nobodys = { fact: 'is', operator: 'equal', value: 'nobody' } as const
export const those = (value: string) => ({ fact: 'is', operator: 'equal', value }) as const
export const onClick = { on: 'click', element: null, name: null } as const
