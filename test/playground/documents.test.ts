import { describe, expect, it } from 'vitest'
import { Documents, refusedCalls } from '../../src/playground/documents.js'
import { maxEvents } from '../../src/playground/trace/line-reader.js'

const catalog = 'experiences:\n  - { id: nps, kind: survey, published_at: 2029-01-01 }\n'
const page = '{"type": "page", "at": "2029-02-03T10:00:00Z", "profile_id": "u1", "href": "https://x.test/"}'
const read = (catalogText: string, eventsText: string) => new Documents().read(catalogText, eventsText, 'assumed')

describe('the two texts', () => {
  it('leave out the lines that cannot be read, and say where', () => {
    const { world, eventMarks } = read(
      catalog,
      `${page}\n{"type": "page",\n\n{"type": "pag", "at": 1, "profile_id": "u1"}\n`,
    )
    expect(world?.lines.map(({ line }) => line)).toEqual([1])
    expect(eventMarks.map(({ line, column, severity, code }) => ({ line, column, severity, code }))).toEqual([
      { line: 2, column: 17, severity: 'error', code: 'syntax' },
      { line: 4, column: 10, severity: 'error', code: 'unknown_event' },
    ])
  })

  it('keep the last catalog that was sound while another is typed', () => {
    const documents = new Documents()
    const before = documents.read(catalog, page, 'assumed')
    const broken = documents.read(`${catalog}  - { id: tour, kind: tuor }`, `${page}\n`, 'assumed')
    expect(broken.isCurrent).toBe(false)
    expect(broken.world?.catalog).toBe(before.world?.catalog)
    expect(broken.catalogMarks).toMatchObject([
      { line: 3, column: 23, severity: 'error', pointer: '/experiences/1/kind' },
    ])
    expect(documents.read(catalog, page, 'assumed')).toMatchObject({ isCurrent: true, catalogMarks: [] })
  })

  it('have no world where there never was a sound catalog', () => {
    expect(read('experiences: 1', page)).toMatchObject({ world: null, isCurrent: false })
  })

  it('say which calls and edits changed nothing', () => {
    const deliver = { type: 'deliver', at: '2029-02-03T11:00:00Z', model_kind: 'survey' }
    const lines = [
      page,
      JSON.stringify({ ...deliver, profile_id: 'u1', model_id: 'none' }),
      JSON.stringify({ ...deliver, uid: 'nobody', model_id: 'nps' }),
      JSON.stringify({ type: 'catalog', at: '2029-02-03T12:00:00Z', experiences: [{ id: 'nps', kind: 'tour' }] }),
    ]
    const { world, eventMarks } = read(catalog, lines.join('\n'))
    expect(eventMarks.map(({ line, severity }) => ({ line, severity }))).toEqual([
      { line: 4, severity: 'warning' },
      { line: 3, severity: 'warning' },
    ])
    if (world === null) throw new Error('no world')
    expect(refusedCalls(world, 'u1')).toMatchObject([{ line: 2, severity: 'warning', message: /^answered 404: / }])
  })

  it('follow an edit of the catalog from its instant on', () => {
    const edit = {
      type: 'catalog',
      at: '2029-02-03T09:00:00Z',
      experiences: [{ id: 'nps', unpublished_at: '2029-02-01' }],
    }
    const outcomeWith = (...lines: readonly string[]) =>
      read(catalog, lines.join('\n')).world?.story('u1').steps[0]?.outcome
    expect(outcomeWith(page)).toBe('show')
    expect(outcomeWith(page, JSON.stringify(edit))).toBe('none')
    expect(outcomeWith(page, JSON.stringify({ ...edit, at: '2029-02-03T10:00:01Z' }))).toBe('show')
  })

  it('take the recorded start of what the engine showed as that same show', () => {
    const started = {
      type: 'interaction',
      at: '2029-02-03T10:00:01Z',
      profile_id: 'u1',
      experience_id: 'nps',
      state: 'started',
    }
    const shows = (...lines: readonly string[]) =>
      read(catalog, lines.join('\n')).world?.story('u1').before(9).interactions.length
    expect(shows(page, JSON.stringify(started))).toBe(1)
    expect(shows(page, JSON.stringify(started), JSON.stringify({ ...started, at: '2029-02-03T10:00:02Z' }))).toBe(2)
  })

  it('are read as far as the limit goes', () => {
    const { world, eventMarks } = read(catalog, `${page}\n`.repeat(maxEvents + 1))
    expect(world?.lines.length).toBe(maxEvents)
    expect(eventMarks).toMatchObject([{ code: 'too_many_events', line: maxEvents + 1 }])
  })
})
