import { describe, expect, it } from 'vitest'
import { zoneNamed } from '../../src/authoring/index.js'
import { type ShownZone, showInstant, stamp } from '../../src/describe/time.js'

const berlin = zoneNamed('Europe/Berlin')
const kathmandu = zoneNamed('Asia/Kathmandu')
const newYork = zoneNamed('America/New_York')

describe('an instant as it is shown', () => {
  it.each<[string, ShownZone | undefined, string, string]>([
    ['2029-02-03T10:00:00Z', undefined, '3 Feb 2029 10:00 UTC', '2029-02-03T10:00:00Z'],
    ['2029-02-03T10:00:05Z', undefined, '3 Feb 2029 10:00:05 UTC', '2029-02-03T10:00:05Z'],
    ['2029-02-03T10:00:00.007Z', undefined, '3 Feb 2029 10:00:00.007 UTC', '2029-02-03T10:00:00.007Z'],
    // On the other side of midnight.
    ['2029-12-31T23:30:00Z', berlin, '1 Jan 2030 00:30 UTC+1', '2030-01-01T00:30:00+01:00'],
    ['2029-03-01T02:00:00Z', newYork, '28 Feb 2029 21:00 UTC-5', '2029-02-28T21:00:00-05:00'],
    ['2029-02-03T10:00:00Z', kathmandu, '3 Feb 2029 15:45 UTC+5:45', '2029-02-03T15:45:00+05:45'],
    // Clocks went back at 01:00Z on 28 October 2029: the same local hour comes twice, and can be told apart.
    ['2029-10-28T00:30:00Z', berlin, '28 Oct 2029 02:30 UTC+2', '2029-10-28T02:30:00+02:00'],
    ['2029-10-28T01:30:00Z', berlin, '28 Oct 2029 02:30 UTC+1', '2029-10-28T02:30:00+01:00'],
    // Liberia's clock was 44 minutes and a half behind until 1972. ISO 8601 writes no seconds of an offset.
    [
      '1971-01-01T00:00:00Z',
      zoneNamed('Africa/Monrovia'),
      '31 Dec 1970 23:15:30 UTC-0:44:30',
      '1970-12-31T23:16:00-00:44',
    ],
    ['0000-01-01T00:00:00Z', undefined, '1 Jan 0000 00:00 UTC', '0000-01-01T00:00:00Z'],
    ['2029-02-03T10:00:00Z', () => -3 * 3_600_000, '3 Feb 2029 07:00 UTC-3', '2029-02-03T07:00:00-03:00'],
  ])('%s', (at, zone, shown, stamped) => {
    expect(showInstant(Date.parse(at), zone)).toBe(shown)
    expect(stamp(Date.parse(at), zone)).toBe(stamped)
    expect(Date.parse(stamped)).toBe(Date.parse(at))
  })
})
