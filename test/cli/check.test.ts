import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { catalogText, cli, files } from './cli.js'

const path = files({
  'sound.yaml': catalogText,
  'wrong.yaml': `experiences:
  - { id: nps, kind: surwey, segment_id: admin }
  - { id: nps, kind: tour, published_at: 2029-02-30 }
segments:
  - { id: admins, conditions: { all: [] } }
`,
  'odd.yaml': `experiences:
  - { id: nps, kind: survey, published_at: 2029-01-01, postion: 1 }
limit_groups:
  - { id: tours, kind: tour, rate_limit_size: 1, rate_limit_kind: 1h }
`,
  'segments.yaml': 'segments:\n  - { id: admins, conditions: { all: [] } }\n',
  'experiences.yaml.gz': gzipSync('experiences: [{ id: nps, kind: survey, published_at: 0, segment_id: admins }]'),
})

describe('oncue check', () => {
  it('says what a sound catalog holds', async () => {
    expect(await cli(['check', path('sound.yaml')])).toEqual({
      code: 0,
      out: 'sound: 2 experiences, 1 segment, 1 limit group, 0 tags\n',
      err: '',
    })
  })

  it('says everything that is wrong, where, and what to do', async () => {
    const file = path('wrong.yaml')
    expect(await cli(['check', file])).toEqual({
      code: 2,
      out: `${file}:2:22: error: unknown kind "surwey" (unknown_value)
  help: did you mean "survey"?
${file}:2:42: error: unknown segment "admin" (unknown_reference)
  help: did you mean "admins"?
${file}:3:11: error: duplicate experience id "nps" (duplicate_id)
  help: first given at line 2, column 11
${file}:3:42: error: no such date or time: "2029-02-30" (invalid_value)
  help: check the day, hour, minute and second
refused: 4 problems
`,
      err: '',
    })
  })

  it('warns of what is hardly meant', async () => {
    const file = path('odd.yaml')
    expect(await cli(['check', file])).toEqual({
      code: 0,
      out: `${file}:2:56: warning: unknown key "postion" (unknown_key)
  help: did you mean "position"?
${file}:4:5: warning: limit group "tours" is empty: there are no tours (empty_group)
sound: 1 experience, 0 segments, 1 limit group, 0 tags, 2 warnings
`,
      err: '',
    })
  })

  it('merges files, gzipped or not, and standard input', async () => {
    const sound = { code: 0, out: 'sound: 1 experience, 1 segment, 0 limit groups, 0 tags\n', err: '' }
    expect(await cli(['check', path('segments.yaml'), path('experiences.yaml.gz')])).toEqual(sound)
    const stdin = 'segments: [{ id: admins, conditions: { all: [] } }]'
    expect(await cli(['check', '-', path('experiences.yaml.gz')], { stdin })).toEqual(sound)
  })

  it('answers in JSON', async () => {
    const wrong = await cli(['check', '--json', path('wrong.yaml')])
    expect(wrong.code).toBe(2)
    const { ok, problems, warnings } = JSON.parse(wrong.out) as {
      ok: boolean
      problems: unknown[]
      warnings: unknown[]
    }
    expect(ok).toBe(false)
    expect(problems).toHaveLength(4)
    expect(problems[0]).toEqual({
      code: 'unknown_value',
      pointer: '/experiences/0/kind',
      message: 'unknown kind "surwey"',
      help: 'did you mean "survey"?',
      file: path('wrong.yaml'),
      line: 2,
      column: 22,
    })
    expect(warnings).toEqual([])
    const sound = await cli(['check', '--json', path('sound.yaml')])
    expect(JSON.parse(sound.out)).toEqual({
      ok: true,
      problems: [],
      warnings: [],
      counts: { experiences: 2, segments: 1, limit_groups: 1, tags: 0 },
    })
  })
})
