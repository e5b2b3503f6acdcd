import type { Interaction } from '../../model/index.js'

/** An interaction without its names: the fields in this order, and behind the last one that is not as it mostly is, none. */
export type InteractionRow = readonly [id: string | number, experienceId: string, startedAt: number, ...Partial<Tail>]

type Tail = [
  state: Interaction['state'],
  stateAt: number | null,
  groupKind: string,
  groupId: string | null,
  deferUntil: number | null,
  assumed: boolean,
]

const usual: Tail = ['started', null, 'automatic', null, null, false]

/** A name that is the profile's id and a number (E6) is written as the number. */
export function writeInteraction(one: Interaction, profileId: string): InteractionRow {
  const { id, experienceId, startedAt, state, stateAt, groupKind, groupId, deferUntil, assumed } = one
  const tail: unknown[] = [state, stateAt, groupKind, groupId, deferUntil, assumed]
  while (tail.length > 0 && tail.at(-1) === usual[tail.length - 1]) tail.pop()
  const number = id.startsWith(`${profileId}:`) ? Number(id.slice(profileId.length + 1)) : -1
  const isNumber = Number.isSafeInteger(number) && number >= 0 && id === `${profileId}:${number}`
  return [isNumber ? number : id, experienceId, startedAt, ...(tail as Partial<Tail>)]
}

export function readInteraction(row: InteractionRow, profileId: string): Interaction {
  const [id, experienceId, startedAt, ...tail] = row
  const [state, stateAt, groupKind, groupId, deferUntil, assumed] = [...tail, ...usual.slice(tail.length)] as Tail
  return {
    id: typeof id === 'number' ? `${profileId}:${id}` : id,
    experienceId,
    startedAt,
    groupKind,
    groupId,
    state,
    stateAt,
    deferUntil,
    assumed,
  }
}
