import * as cedar from '@cedar-policy/cedar-wasm/nodejs'
import type { Peer } from './peer.js'
import type { Candidate, Segment, Task } from './task.js'

type Context = cedar.Context

const toExpression = ({ plans, role, seats }: Segment): string =>
  `(${JSON.stringify(plans)}.contains(context.plan) || context.beta) && ` +
  `context.role != ${JSON.stringify(role)} && context.seats >= ${seats}`

export const cedarWasm: Peer = {
  name: '@cedar-policy/cedar-wasm',
  package: '@cedar-policy/cedar-wasm',
  conditions: (segments) =>
    segments.map((segment, index) => {
      const ask = prepare(`segment-${index}`, { only: toExpression(segment) })
      return (traits) => ask(traits as unknown as Context).length > 0
    }),
  native: (task) => {
    const ask = prepare('all', Object.fromEntries(task.candidates.map((one) => [one.id, rule(one, task)])))
    const places = new Map(task.candidates.map(({ id, index }) => [id, index]))
    return (facts) => {
      let first: string | null = null
      for (const id of ask(facts as unknown as Context)) {
        if (first === null || (places.get(id) as number) < (places.get(first) as number)) first = id
      }
      return first
    }
  },
  // Node 20 ends with "unreachable code" when it undoes an optimised function that its calls were inlined into.
  nodeFlags: ['--no-turbo-inline-js-wasm-calls'],
  notes:
    'Rust as WebAssembly, with a preparsed policy set. It has no order: native, one request is answered with all ' +
    'policies that permit it, and the first of them is taken. It runs without the inlining of calls into WebAssembly, ' +
    'on which Node 20 came to grief',
}

/** @returns the ids of the policies that permit a request in a context */
function prepare(name: string, conditions: Readonly<Record<string, string>>): (context: Context) => readonly string[] {
  const staticPolicies = Object.fromEntries(
    Object.entries(conditions).map(([id, text]) => [id, `permit(principal, action, resource) when { ${text} };`]),
  )
  const parsed = cedar.preparsePolicySet(name, { staticPolicies })
  if (parsed.type === 'failure') throw new Error(parsed.errors[0]?.message)
  const request = {
    principal: { type: 'User', id: 'somebody' },
    action: { type: 'Action', id: 'see' },
    resource: { type: 'Page', id: 'any' },
    preparsedPolicySetId: name,
    entities: [],
  }
  return (context) => {
    const answer = cedar.statefulIsAuthorized({ ...request, context })
    if (answer.type === 'failure') throw new Error(answer.errors[0]?.message)
    const { reason, errors } = answer.response.diagnostics
    if (errors.length > 0) throw new Error(errors[0]?.error.message)
    return reason
  }
}

const rule = ({ id, fragment, segment, limits }: Candidate, task: Task): string =>
  [
    `context.href like "*${fragment}*"`,
    toExpression(segment),
    `!context.seen.contains(${JSON.stringify(id)})`,
    ...limits.map((limit) => `context.shown.${task.limits[limit]?.id} < ${task.limits[limit]?.size}`),
  ].join(' && ')
