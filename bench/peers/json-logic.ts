import type { Candidate, Segment, Task } from './task.js'

// JsonLogic, which two of the peers speak.

export interface JsonLogic {
  readonly [operator: string]: unknown
}

export const toJsonLogic = ({ plans, role, seats }: Segment): JsonLogic => ({
  and: [
    { or: [{ in: [{ var: 'plan' }, plans] }, { '==': [{ var: 'beta' }, true] }] },
    { '!=': [{ var: 'role' }, role] },
    { '>=': [{ var: 'seats' }, seats] },
  ],
})

/** One `if` whose branches are the candidates in order: the whole task as one expression. */
export function toOneIf({ candidates, limits }: Task): JsonLogic {
  const rule = (one: Candidate): JsonLogic => ({
    and: [
      { in: [one.fragment, { var: 'href' }] },
      toJsonLogic(one.segment),
      { '!': { in: [one.id, { var: 'seen' }] } },
      ...one.limits.map((limit) => ({ '<': [{ var: `shown.${limits[limit]?.id}` }, limits[limit]?.size] })),
    ],
  })
  return { if: [...candidates.flatMap((one) => [rule(one), one.id]), null] }
}
