import { describe, expect, it } from 'vitest'
import { editCatalog, parseDocument, readCatalog } from '../../src/authoring/index.js'
import type { Catalog } from '../../src/model/index.js'
import { tellAll } from './tell.js'

const document = {
  settings: { delivery_ids_limit: 5, dialect: 'current' },
  tags: [{ id: 't' }, { id: 'free' }],
  segments: [{ id: 's', conditions: { fact: 'plan', operator: 'equal', value: 'pro' } }],
  experiences: [
    { id: 'a', kind: 'tour', name: 'A', segment_id: 's', tag_ids: ['t'], colour: 'blue' },
    { id: 'b', kind: 'survey', triggers: [{ on: 'click', element: '#x' }] },
  ],
  limit_groups: [
    { id: 'g', kind: 'tags', tag_ids: ['t'], rate_limit_size: 1, rate_limit_kind: '7d' },
    { id: 'h', kind: 'campaigns', campaign_ids: ['a', 'b'], rate_limit_size: 1, rate_limit_kind: '1d' },
  ],
}

const edited = (edit: unknown): unknown => {
  const result = editCatalog(document, edit)
  expect(tellAll(result)).toEqual([])
  return result.ok ? result.value : null
}

const modelOf = (wire: unknown): Catalog => {
  const read = readCatalog(wire)
  if (!read.ok) throw new Error('not readable')
  return read.value
}

describe('editCatalog (C6)', () => {
  it('replaces the named keys whole and leaves the others, unknown ones too', () => {
    const edit = {
      experiences: [
        { id: 'b', triggers: [{ on: 'hover', element: '#y' }] },
        { id: 'a', name: 'AA' },
      ],
    }
    expect(edited(edit)).toEqual({
      ...document,
      experiences: [
        { id: 'a', kind: 'tour', name: 'AA', segment_id: 's', tag_ids: ['t'], colour: 'blue' },
        { id: 'b', kind: 'survey', triggers: [{ on: 'hover', element: '#y' }] },
      ],
    })
  })

  it('takes null as absent, in objects and in settings', () => {
    // C1: a segment and the name of one are one key, whichever of them is there.
    const inline = edited({ experiences: [{ id: 'a', segment: { all: [] } }] })
    expect(modelOf(inline).experiences[0]).toMatchObject({ segment: { all: [] } })
    expect(edited({ experiences: [{ id: 'a', segment_id: null }], settings: { delivery_ids_limit: null } })).toEqual({
      ...document,
      settings: { dialect: 'current' },
      experiences: [{ id: 'a', kind: 'tour', name: 'A', tag_ids: ['t'], colour: 'blue' }, document.experiences[1]],
    })
  })

  it('adds what is new, to a document without that collection as well', () => {
    const edit = { experiences: [{ id: 'c', kind: 'tour', name: null }], tags: [{ id: 'u' }] }
    expect(editCatalog({}, edit)).toEqual({
      ok: true,
      value: { experiences: [{ id: 'c', kind: 'tour' }], tags: [{ id: 'u' }] },
    })
  })

  it('leaves a tombstone of an experience, to which references stand, and brings it back', () => {
    const without = edited({ experiences: [{ id: 'a', removed: true }], segments: [{ id: 's', removed: true }] })
    const { experiences, segments } = modelOf(without)
    expect(experiences[0]).toMatchObject({ id: 'a', kind: 'tour', removed: true, tagIds: ['t'], segment: null })
    expect(segments).toEqual([])
    const back = editCatalog(without, {
      experiences: [{ id: 'a', removed: false }],
      segments: [{ id: 's', conditions: { all: [] } }],
    })
    expect(back.ok && modelOf(back.value).experiences[0]).toMatchObject({ removed: false, segment: { condition: 's' } })
  })

  it('takes other objects out for good', () => {
    const after = edited({ tags: [{ id: 'free', removed: true }], limit_groups: [{ id: 'g', removed: true }] })
    expect(after).toEqual({ ...document, tags: [{ id: 't' }], limit_groups: [document.limit_groups[1]] })
  })

  it('changes the kind of a group, which past shows do not count by', () => {
    const after = edited({ limit_groups: [{ id: 'g', kind: 'tour', tag_ids: null }] })
    expect(modelOf(after).limitGroups[0]).toMatchObject({ kind: 'tour', tagIds: [] })
  })

  it('changes nothing that it is given', () => {
    const before = structuredClone(document)
    edited({ experiences: [{ id: 'a', removed: true }], settings: { zones: ['UTC'] } })
    expect(document).toEqual(before)
  })

  it('touches no prototype', () => {
    const edit = parseDocument(
      '{"experiences": [{"id": "a", "__proto__": {"removed": true}}], "__proto__": {"tags": []}}',
    )
    const after = editCatalog(document, edit.ok ? edit.value.value : null)
    expect(after.ok && modelOf(after.value)).toEqual(modelOf(document))
  })

  const refused: readonly (readonly [name: string, edit: unknown, told: readonly string[]])[] = [
    [
      'a list',
      [],
      [
        '(document) wrong_type: expected an edit: an object of experiences, segments, tags, limit_groups and settings, found an array',
      ],
    ],
    ['a collection that is no list', { tags: {} }, ['/tags wrong_type: expected a list, found an object']],
    [
      'entries without an id',
      { tags: [{ name: 'x' }, 5] },
      [
        '/tags/0 missing_key: expected an edit of a tag with its id',
        '/tags/1 missing_key: expected an edit of a tag with its id',
      ],
    ],
    [
      'an id given twice',
      { tags: [{ id: 't' }, { id: 't' }] },
      ['/tags/1 duplicate_id: duplicate tag id "t" | first given at /tags/0'],
    ],
    [
      'another kind',
      { experiences: [{ id: 'a', kind: 'survey' }] },
      [
        '/experiences/0 kind_change: the kind of "a" cannot change from "tour" to "survey" | remove it and add another with an id of its own',
      ],
    ],
    [
      'the removal of what is not there',
      { segments: [{ id: 'trial', removed: true }] },
      ['/segments/0 unknown_reference: unknown segment "trial"'],
    ],
    [
      'a wrong value, in the words of the edit',
      { experiences: [{ id: 'b', position: 'first', published_at: '2029-02-30' }] },
      [
        '/experiences/0/position wrong_type: expected a number, found "first"',
        '/experiences/0/published_at invalid_value: no such date or time: "2029-02-30" | check the day, hour, minute and second',
      ],
    ],
    [
      'a new object that is not whole',
      { experiences: [{ id: 'c', name: 'C' }] },
      ['/experiences/0 missing_key: missing key "kind" | expected an experience { id, kind, … }'],
    ],
    [
      'both segments',
      { experiences: [{ id: 'a', segment_id: 's', segment: { all: [] } }] },
      ['/experiences/0/segment contradiction: both "segment_id" and "segment" are given | keep one of them'],
    ],
    [
      'the removal of what others refer to',
      { tags: [{ id: 't', removed: true }], segments: [{ id: 's', removed: true }] },
      [
        '(document) unknown_reference: the catalog would be left with unknown segment "s" at /experiences/0/segment_id',
        '(document) unknown_reference: the catalog would be left with unknown tag "t" at /experiences/0/tag_ids/0',
        '(document) unknown_reference: the catalog would be left with unknown tag "t" at /limit_groups/0/tag_ids/0',
      ],
    ],
    [
      'a setting that is none',
      { settings: { dialect: 'old' } },
      ['/settings/dialect unknown_value: unknown dialect "old" | known: "current", "2021-08"'],
    ],
  ]
  it.each(refused)('refuses %s', (_name, edit, told) => {
    expect(tellAll(editCatalog(document, edit))).toEqual(told)
  })
})
