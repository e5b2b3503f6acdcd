import { describe, expect, it } from 'vitest'
import { suggestionsAt } from '../../src/playground/catalog/complete-catalog.js'
import { cursorPlace } from '../../src/playground/catalog/cursor-place.js'

/** The place of the `|` in a text. */
function placeIn(marked: string) {
  const cursor = marked.indexOf('|')
  return cursorPlace(marked.slice(0, cursor) + marked.slice(cursor + 1), cursor)
}

const labelsIn = (marked: string): readonly string[] => {
  const place = placeIn(marked)
  return place === null ? [] : suggestionsAt(place, false).map(({ label }) => label)
}

describe('the place of the cursor', () => {
  it.each([
    ['|', [], 'key'],
    ['exp|', [], 'key'],
    ['settings:\n  |', ['settings'], 'key'],
    ['settings:\n  dialect: |', ['settings', 'dialect'], 'value'],
    ['experiences:\n  - |', ['experiences', '*'], 'key'],
    ['experiences:\n- id: a\n  ki|', ['experiences', '*'], 'key'],
    ['experiences:\n  - id: a\n    recurrence:\n      kind: e|', ['experiences', '*', 'recurrence', 'kind'], 'value'],
    ['experiences:\n  - { id: a, | }', ['experiences', '*'], 'key'],
    ['experiences:\n  - { id: "a, b: {", kind: | }', ['experiences', '*', 'kind'], 'value'],
    ['experiences: [{ id: a, url: [{ match_type: s|', ['experiences', '*', 'url', '*', 'match_type'], 'value'],
    ['{\n "limit_groups": [\n  { "id": "x" },\n  { "|', ['limit_groups', '*'], 'key'],
    ['experiences:\n  - id: a\nlimit_groups:\n  - |', ['limit_groups', '*'], 'key'],
    ['experiences:\n  - id: a\n    name: |\n      kind: no key\n    ki', ['experiences', '*', 'name'], 'value'],
    ['tags: [] # all of them\nsegm|', [], 'key'],
  ])('%j', (marked, path, expects) => {
    expect(placeIn(marked)).toMatchObject({ path, expects })
  })

  it('is none in a comment', () => expect(placeIn('tags: []\n# exper|')).toBeNull())

  it('knows a text over many lines from keys', () => {
    const text = 'experiences:\n  - id: a\n    name: >\n      kind: no key\n    '
    expect(cursorPlace(text, text.length)).toMatchObject({ path: ['experiences', '*'], keys: ['id', 'name'] })
  })

  it('is found wherever the cursor stands, and never beyond it', () => {
    const text =
      'experiences:\n  - { id: "a", url: [{ url: "/x", match_type: exact }] }\n  - id: b\n    name: |\n      x\n# end\n'
    for (let cursor = 0; cursor <= text.length; cursor += 1) {
      const from = cursorPlace(text, cursor)?.from ?? 0
      expect(from).toBeLessThanOrEqual(cursor)
    }
  })
})

describe('completion', () => {
  it('has the keys of the schema that are not there yet', () => {
    expect(labelsIn('|')).toEqual(
      expect.arrayContaining(['experiences', 'segments', 'limit_groups', 'tags', 'settings']),
    )
    const keys = labelsIn('experiences:\n  - id: a\n    kind: tour\n    |')
    expect(keys).toContain('published_at')
    expect(keys).not.toContain('id')
    expect(keys).not.toContain('kind')
  })

  it('has the values that the schema names', () => {
    expect(labelsIn('experiences:\n  - kind: |')).toEqual(['tour', 'survey'])
    expect(labelsIn('experiences:\n  - recurrence: { kind: every, unit: |')).toEqual([
      'hour',
      'day',
      'week',
      'month',
      'year',
    ])
    expect(labelsIn('experiences:\n  - removed: |')).toEqual(['true', 'false'])
    expect(labelsIn('experiences:\n  - name: |')).toEqual([])
  })

  it('follows references, as deep as conditions go', () => {
    expect(labelsIn('segments:\n  - conditions:\n      any:\n        - all:\n            - |')).toEqual(
      expect.arrayContaining(['fact', 'operator', 'value', 'all', 'any', 'not', 'condition']),
    )
  })

  it('writes what is missing: a colon behind a key, quotes in JSON', () => {
    const inYaml = placeIn('experiences:\n  - |')
    const inJson = placeIn('{"experiences": [{"|')
    if (inYaml === null || inJson === null) throw new Error('no place')
    expect(suggestionsAt(inYaml, false).find(({ label }) => label === 'kind')?.apply).toBe('kind: ')
    expect(suggestionsAt(inJson, true).find(({ label }) => label === 'kind')?.apply).toBe('"kind": ')
  })
})
