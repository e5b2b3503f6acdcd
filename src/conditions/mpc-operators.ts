import type { Operator } from './operator.js'
import { same } from './scalar.js'

const isAmong = (value: unknown, list: unknown): boolean =>
  Array.isArray(list) && list.some((item) => same(value, item))

/** MPC's audience operators (S4); `docs/operators.md` has the table. A missing fact: no. */
export const mpcOperators = {
  'mpc.match': { test: (a: unknown, b: unknown) => same(a, b) },
  'mpc.any': { test: (a: unknown, b: unknown) => (Array.isArray(a) ? a : [a]).some((item) => isAmong(item, b)) },
  'mpc.in': { test: isAmong },
} satisfies Record<string, Operator>
