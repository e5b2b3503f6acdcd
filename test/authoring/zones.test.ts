import { IANAZone } from 'luxon'
import { describe, expect, it } from 'vitest'
import { parseCatalog, zoneNamed } from '../../src/authoring/index.js'
import { dayMs, hourMs, utc } from '../../src/model/index.js'

describe('zoneNamed (T8)', () => {
  it('gives UTC as the model has it', () => {
    expect(zoneNamed('UTC')).toEqual(utc)
  })

  it('knows when Berlin turns its clocks', () => {
    const { starts, offsetsMs } = zoneNamed('Europe/Berlin')
    expect(starts[0]).toBe(-8.64e15)
    const spring = starts.indexOf(Date.parse('2029-03-25T01:00:00Z'))
    expect(offsetsMs.slice(spring - 1, spring + 2)).toEqual([hourMs, 2 * hourMs, hourMs])
    expect(starts[spring + 1]).toBe(Date.parse('2029-10-28T01:00:00Z'))
  })

  it('is exact where a clock turns between the quarters, and where it turns back within a week', () => {
    expect(zoneNamed('Africa/Monrovia')).toEqual({
      starts: [-8.64e15, Date.parse('1972-01-07T00:44:30Z')],
      offsetsMs: [-2_670_000, 0],
    })
    const recife = zoneNamed('America/Recife').starts
    expect(recife).toContain(Date.parse('2000-10-08T03:00:00Z'))
    expect(recife).toContain(Date.parse('2000-10-15T02:00:00Z'))
  })

  it.each(['Asia/Gaza', 'Africa/Casablanca', 'Australia/Lord_Howe', 'America/Argentina/Tucuman'])(
    'agrees with the database on every day in %s',
    (name) => {
      const { starts, offsetsMs } = zoneNamed(name)
      const zone = IANAZone.create(name)
      let period = 0
      for (let at = 0; at < Date.UTC(2101, 0, 1); at += dayMs) {
        while ((starts[period + 1] ?? Number.POSITIVE_INFINITY) <= at) period += 1
        expect((offsetsMs[period] as number) / 60_000).toBe(zone.offset(at))
      }
    },
  )

  it('is worked out for the zones that groups and settings name, each once', () => {
    const read = parseCatalog(`
      settings: { zones: [Asia/Tokyo, UTC] }
      limit_groups:
        - { id: a, kind: all, rate_limit_size: 1, rate_limit_kind: day, zone: Asia/Tokyo }
        - { id: b, kind: all, rate_limit_size: 1, rate_limit_kind: week, zone: Europe/Berlin }
    `)
    expect(read.ok && Object.keys(read.value.zones)).toEqual(['Asia/Tokyo', 'Europe/Berlin', 'UTC'])
    expect(read.ok && read.value.zones['Asia/Tokyo']).toEqual({ starts: [-8.64e15], offsetsMs: [9 * hourMs] })
  })
})
