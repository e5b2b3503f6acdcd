import { type Catalog, compile, decide, type Interaction, profile, type Result } from 'oncue'
import { editCatalog, lintCatalog, parseCatalog, parseDocument, readCatalog, writeCatalog } from 'oncue/authoring'
import { type ConditionExplanation, counterfactuals, explain, validUntil } from 'oncue/explain'
import { createSegmentEvaluator } from 'oncue/rules-engine'
import { describe, expect, it } from 'vitest'

// What is taken with raised limits is decided as rightly as anything else.

const page = { href: 'https://app.example.com/' }
const hour = 3_600_000

const taken = <T>(result: Result<T>): T => {
  if (!result.ok) expect.fail(result.problems[0].message)
  return result.value
}
const tour = (id: string, more: object = {}) => ({ id, kind: 'tour', published_at: '1970-01-01T00:00:00Z', ...more })

describe('a condition as deep as can be', () => {
  const most = 128
  const limits = { maxConditionDepth: most, maxDepth: 320 }
  const comparison = { fact: 'plan', operator: 'equal', value: 'team' }
  const lists = (levels: number): object =>
    levels === 1 ? comparison : levels % 2 === 1 ? { all: [lists(levels - 1)] } : { any: [lists(levels - 1)] }
  /** 127 times `not`, an odd number, say the opposite of what the comparison says. */
  const nots = (levels: number): object => (levels === 1 ? comparison : { not: nots(levels - 1) })
  const chained = {
    segments: Array.from({ length: most }, (_, k) => ({
      id: `s${k}`,
      conditions: k === most - 1 ? comparison : { condition: `s${k + 1}` },
    })),
    experiences: [tour('x', { segment: { condition: 's1' } })],
  }
  const inline = (segment: object) => ({ experiences: [tour('x', { segment })] })

  it.each([
    ['of lists', inline(lists(most)), true],
    ['of negations', inline(nots(most)), false],
    ['of references', chained, true],
  ])('%s is read, compiled, decided on and explained', async (_what, document, follows) => {
    const json = JSON.stringify(document)
    const read: readonly Catalog[] = [
      taken(readCatalog(document, { limits })),
      taken(parseCatalog(json, { limits, lint: true })),
      taken(parseCatalog(`# YAML\n${json}`, { limits, file: 'catalog.yaml' })),
      taken(readCatalog(taken(editCatalog({}, document, { limits })), { limits })),
    ]
    for (const catalog of read) {
      const engine = compile(catalog)
      for (const [plan, equal] of [
        ['team', true],
        ['solo', false],
      ] as const) {
        const who = profile('u', { traits: { plan } })
        const shown = equal === follows
        expect(decide(engine, who, page, hour).outcome).toBe(shown ? 'show' : 'none')
        const [candidate] = explain(engine, who, page, hour).candidates
        const finding = candidate?.findings.find(({ check }) => check === 'segment')
        if (finding?.check !== 'segment' || finding.tree === null) expect.fail('no tree')
        expect([finding.tree.holds, levelsOf(finding.tree)]).toEqual([shown, most])
        expect(counterfactuals(engine, who, page, hour)).toHaveLength(shown ? 0 : 1)
        const segment = catalog.experiences[0]?.segment ?? expect.fail('no segment')
        const facts = { traits: { plan }, history: () => ({ shows: 0 }) }
        expect(await createSegmentEvaluator(catalog.segments).evaluate(segment, facts, hour)).toBe(shown)
      }
      expect(lintCatalog(catalog)).toBeInstanceOf(Array)
      expect(readCatalog(writeCatalog(catalog), { limits })).toMatchObject({ ok: true, value: catalog })
    }
  })

  it('is refused where its document may not be that deep', () => {
    // Four levels to the condition, two for each list: 31 conditions, the comparison of plain values.
    const of = (levels: number) => readCatalog(inline(lists(levels)), { limits: { maxConditionDepth: most } })
    expect(of(31).ok).toBe(true)
    expect(of(32)).toMatchObject({ ok: false, problems: [{ code: 'too_deep', message: /64 levels/ }] })
  })
})

function levelsOf(tree: ConditionExplanation): number {
  if (tree.kind === 'comparison') return 1
  const inner = 'conditions' in tree ? tree.conditions : [tree.condition]
  return 1 + Math.max(...inner.map(levelsOf))
}

it('a document of 320 levels is read, one of 321 is not', () => {
  const nested = (levels: number): string => '['.repeat(levels) + ']'.repeat(levels)
  // The block style costs the most: a mapping in a mapping, one a line.
  const block = (levels: number): string =>
    Array.from({ length: levels }, (_, k) => `${' '.repeat(k)}a:${k === levels - 1 ? ' 1' : ''}`).join('\n')
  for (const written of [nested, (levels: number) => `# YAML\n${nested(levels)}`, block]) {
    expect(parseDocument(written(320), { limits: { maxDepth: 320 } }).ok).toBe(true)
    expect(parseDocument(written(321), { limits: { maxDepth: 320 } })).toMatchObject({
      ok: false,
      problems: [{ code: 'too_deep', message: 'nested more than 320 levels deep' }],
    })
  }
})

it('a list of as many comparisons with the clock as can be is decided on', () => {
  // Exactly ten days old is not older yet: each of them turns a millisecond after that.
  const old = { fact: 'joined', operator: 'chameleon.lt-d', value: 10 }
  const document = { experiences: [tour('x', { segment: { all: Array(49_999).fill(old) } })] }
  expect(readCatalog(document).ok).toBe(false)
  const engine = compile(taken(readCatalog(document, { limits: { maxConditionNodes: 50_000 } })))
  const who = profile('u', { traits: { joined: '1970-01-01T00:00:00Z' } })
  expect(decide(engine, who, page, 240 * hour).outcome).toBe('none')
  expect(validUntil(engine, who, page, 240 * hour)).toBe(240 * hour + 1)
  expect(decide(engine, who, page, 240 * hour + 1).outcome).toBe('show')
  expect(counterfactuals(engine, who, page, 240 * hour)).toHaveLength(1)
})

describe.each([100, 10_000])('the last of %i limit groups', (count) => {
  const last = { id: 'last', kind: 'campaigns', campaign_ids: ['past', 'held'], rate_limit_size: 1 }
  const document = {
    experiences: [{ id: 'past', kind: 'tour' }, tour('held', { position: 0 }), tour('free', { position: 1 })],
    limit_groups: [
      ...Array.from({ length: count - 1 }, (_, k) => ({ id: `g${k}`, kind: 'all', rate_limit_size: 2 })),
      last,
    ].map((group) => ({ ...group, rate_limit_kind: '1d' })),
  }
  const engine = compile(taken(readCatalog(document, { limits: { maxLimitGroups: count } })))
  const shown: Interaction = {
    id: 'i1',
    experienceId: 'past',
    startedAt: 0,
    groupKind: 'automatic',
    groupId: null,
    state: 'completed',
    stateAt: 1,
    deferUntil: null,
    assumed: false,
  }
  const who = profile('u', { seen: true, interactions: [shown] })

  it('holds back what it contains while it is full, and nothing else', () => {
    expect(decide(engine, who, page, 23 * hour)).toMatchObject({ outcome: 'show', experienceId: 'free' })
    expect(decide(engine, who, page, 25 * hour)).toMatchObject({ outcome: 'show', experienceId: 'held' })
  })

  it('is the one that an explanation finds full', () => {
    const { candidates } = explain(engine, who, page, 23 * hour)
    const fullFor = (id: string): readonly string[] => {
      const finding = candidates.find((one) => one.id === id)?.findings.find(({ check }) => check === 'limits')
      return finding?.check === 'limits' ? finding.groups.filter(({ full }) => full).map((group) => group.id) : []
    }
    expect([fullFor('held'), fullFor('free')]).toEqual([['last'], []])
  })
})
