export type Core = typeof import('../../src/index.js') & typeof import('../../src/explain.js')

/**
 * A little story told to the core, and what came of it. It is sent to the browser as text, so it uses nothing but what
 * is in it.
 */
export function answer(oncue: Core): unknown {
  const { apply, catalog, compile, decide, experience, explain, formatInstant, limitGroup, profile, validUntil } = oncue
  const ten = Date.UTC(2029, 1, 3, 10)
  const admins = { all: [{ fact: 'role', operator: 'in', value: ['admin', 'owner'] }] } as const
  const engine = compile(
    catalog({
      segments: [{ id: 'admins', name: null, conditions: admins }],
      experiences: [
        experience({ id: 'nps', kind: 'survey', publishedAt: 0, segment: { condition: 'admins' } }),
        experience({ id: 'welcome', kind: 'tour', publishedAt: 0, urlRules: [{ url: '/dash', matchType: 'simple' }] }),
      ],
      limitGroups: [limitGroup({ id: 'quiet', kind: 'all', rateLimitSize: 1, rateLimitKind: '2h' })],
    }),
  )
  const page = { href: 'https://app.example.com/dashboard' }
  const identify = { type: 'identify', at: ten, traits: { role: 'admin' } } as const
  const before = apply(profile('u1'), identify)

  const first = decide(engine, before, page, ten)
  const after = first.events.reduce(apply, before)
  const later = ten + 60_000
  const second = decide(engine, after, page, later)
  const turn = validUntil(engine, after, page, later)

  const reasons = (explanation: ReturnType<typeof explain>) => ['nps', 'welcome'].map((id) => explanation.describe(id))
  return {
    outcomes: [first.outcome, second.outcome],
    experiences: [first, second].map((one) => (one.outcome === 'none' ? null : one.experienceId)),
    interactions: after.interactions.length,
    first: reasons(explain(engine, before, page, ten)),
    second: reasons(explain(engine, after, page, later)),
    validUntil: turn === null ? null : formatInstant(turn),
  }
}
