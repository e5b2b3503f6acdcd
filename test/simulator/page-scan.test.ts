import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readTraceEvent } from '../../src/authoring/index.js'
import { ByteMap } from '../../src/simulator/traces/byte-map.js'
import { plainMapping } from '../../src/simulator/traces/mapping.js'
import { PageScan } from '../../src/simulator/traces/page-scan.js'
import { PartTaker } from '../../src/simulator/traces/part-taker.js'
import { readObjects } from '../../src/simulator/traces/read-objects.js'
import type { TraceTaker } from '../../src/simulator/traces/taker.js'

const keys = { type: 'type', at: 'at', profileId: 'profile_id', href: 'href', eventId: 'event_id' }
const encoder = new TextEncoder()

/** What the scan makes of a line; `null` where it leaves it to `JSON.parse`. */
function scanned(scan: PageScan, line: string): unknown {
  // Something stands behind the line, as in a file.
  const bytes = encoder.encode(`x${line}\n{"at":"`)
  const end = encoder.encode(line).length + 1
  if (!scan.scan(bytes, 1, end)) return null
  const text = ({ start, end }: { start: number; end: number }) => new TextDecoder().decode(bytes.subarray(start, end))
  return {
    at: scan.at,
    profileId: text(scan.profileId),
    href: text(scan.href),
    eventId: scan.hasEventId ? text(scan.eventId) : null,
  }
}

/** What the slow way makes of it. */
function parsed(line: string): unknown {
  let value: unknown
  try {
    value = JSON.parse(line)
  } catch {
    return 'unreadable'
  }
  const event = readTraceEvent(value)
  if (!event.ok) return 'unreadable'
  if (event.value.type !== 'page' || event.value.peek) return 'no page load'
  const { at, profileId, href, eventId } = event.value
  return { at, profileId, href, eventId }
}

/** What the reader of whole files makes of each line, in chunks that are written over as soon as the next one comes. */
async function readInChunks(bytes: Uint8Array, sizes: readonly number[]): Promise<readonly unknown[]> {
  const found: unknown[] = []
  async function* chunks(): AsyncIterable<Uint8Array> {
    const chunk = new Uint8Array(Math.max(...sizes))
    for (let from = 0, k = 0; from < bytes.length; k++) {
      const some = bytes.subarray(from, from + (sizes[k % sizes.length] as number))
      chunk.fill(0x7a)
      chunk.set(some)
      yield chunk.subarray(0, some.length)
      from += some.length
    }
  }
  const taker: TraceTaker<string> = {
    profile: (id) => id,
    profileAt: ({ bytes }, { start, end }) => new TextDecoder().decode(bytes.subarray(start, end)),
    page: (profileId, at, href, eventId) => void found.push({ at, profileId, href, eventId }),
    event: (event) => {
      const isLoad = event.type === 'page' && !event.peek
      const load = isLoad && { at: event.at, profileId: event.profileId, href: event.href, eventId: event.eventId }
      found.push(load || 'no page load')
    },
    unreadable: () => {
      found.push('unreadable')
      return true
    },
  }
  await readObjects(chunks(), { ...plainMapping, keys }, new PartTaker(taker, 'trace', 0))
  return found
}

const at = fc.oneof(
  fc
    .date({ min: new Date('1999-12-31T00:00:00Z'), max: new Date('2033-01-01T00:00:00Z'), noInvalidDate: true })
    .map((date) => date.toISOString()),
  fc.constantFrom(
    '2029-02-03T10:00:00Z',
    '2028-02-29T23:59:59.999Z',
    '2029-02-29T00:00:00Z',
    '2029-02-03T24:00:00Z',
    '2029-13-01T00:00:00Z',
    '2029-02-03T10:00:60Z',
    '2029-02-03T10:00:00+01:00',
    '2029-02-03',
    '0001-01-01T00:00:00Z',
    '9999-12-31T23:59:59Z',
  ),
)
const text = fc.oneof(
  fc.constantFrom('u1', 'https://app.example.com/a?b=1', '', 'é', 'a"b', 'a\\b', 'a\nb', '__proto__', '\u007f', '😀'),
  fc.string({ maxLength: 12 }),
)
const other = fc.oneof(text, fc.integer(), fc.double(), fc.constant(null), fc.boolean(), fc.constant({ a: [1] }))
const row = fc
  .record(
    {
      type: fc.constantFrom('page', 'track', 'page'),
      at,
      profile_id: fc.oneof(text, fc.nat()),
      href: text,
      event_id: text,
      peek: fc.boolean(),
      referrer: other,
      status: other,
    },
    { requiredKeys: ['at', 'profile_id', 'href'] },
  )
  .chain((fields) => fc.shuffledSubarray(Object.entries(fields), { minLength: 2 }))

describe('the byte reader of page loads', () => {
  test('says what JSON.parse and the reader of trace lines say, or nothing', () => {
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 5 }), fc.boolean(), fc.nat(), (rows, isSpaced, cut) => {
        const scan = new PageScan(keys)
        const lines = rows.flatMap((entries) => {
          const line = `{${entries.map(([key, value]) => `${JSON.stringify(key)}:${isSpaced ? ' ' : ''}${JSON.stringify(value)}`).join(isSpaced ? ' , ' : ',')}}`
          // The same line again, in the same shape with another value, and broken somewhere.
          return [
            line,
            line,
            line.replace('u1', 'u2'),
            line.slice(0, cut % line.length) + line.slice((cut % line.length) + 1),
          ]
        })
        for (const line of lines) {
          const found = scanned(scan, line)
          if (found !== null) expect(found, line).toEqual(parsed(line))
        }
      }),
      { numRuns: 3_000 },
    )
  })

  test('a file in chunks of any size says what its lines say one by one', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(row, { minLength: 1, maxLength: 6 }),
        fc.constantFrom('\n', '\r\n', '\n\n'),
        fc.array(fc.integer({ min: 1, max: 600 }), { minLength: 1, maxLength: 8 }),
        fc.boolean(),
        async (rows, newline, sizes, endsOpen) => {
          // Every line again, in a shape that was learned, and with something behind it.
          const lines = rows
            .map((entries) => JSON.stringify(Object.fromEntries(entries)))
            .flatMap((line) => [line, line, `${line}]`])
          const bytes = encoder.encode(lines.join(newline) + (endsOpen ? '' : newline))
          const expected = lines.map(parsed)
          expect(await readInChunks(bytes, sizes)).toEqual(expected)
        },
      ),
      { numRuns: 1_000 },
    )
  })

  test.each([
    ['the common shape', '{"type":"page","at":"2029-02-03T10:00:00.500Z","profile_id":"u1","href":"/a"}', true],
    ['no type', '{"at":"2029-02-03T10:00:00Z","profile_id":"u1","href":"/a","status":200,"referrer":null}', true],
    ['a duplicate key', '{"at":"2029-02-03T10:00:00Z","profile_id":"u1","profile_id":"u2","href":"/a"}', false],
    ['an escape', '{"at":"2029-02-03T10:00:00Z","profile_id":"u\\u0031","href":"/a"}', false],
    ['a leading zero', '{"at":"2029-02-03T10:00:00Z","profile_id":"u1","href":"/a","status":007}', false],
    ['a trailing comma', '{"at":"2029-02-03T10:00:00Z","profile_id":"u1","href":"/a",}', false],
    ['something behind it', '{"at":"2029-02-03T10:00:00Z","profile_id":"u1","href":"/a"}]', false],
    ['no end', '{"at":"2029-02-03T10:00:00Z","profile_id":"u1","href":"/a"', false],
    ['no href', '{"at":"2029-02-03T10:00:00Z","profile_id":"u1"}', false],
    ['an empty profile', '{"at":"2029-02-03T10:00:00Z","profile_id":"","href":"/a"}', false],
    ['a day that is none', '{"at":"2029-02-30T10:00:00Z","profile_id":"u1","href":"/a"}', false],
    ['a peek', '{"at":"2029-02-03T10:00:00Z","profile_id":"u1","href":"/a","peek":true}', false],
  ])('%s', (_what, line, isCommon) => {
    expect(scanned(new PageScan(keys), line) !== null).toBe(isCommon)
    // The same, after a line whose shape was learned.
    const scan = new PageScan(keys)
    scanned(scan, '{"at":"2029-02-03T10:00:00Z","profile_id":"u9","href":"/b"}')
    expect(scanned(scan, line) !== null).toBe(isCommon)
  })

  test('a byte map gives every text its number, through growth', () => {
    const map = new ByteMap(0)
    const scan = new PageScan(keys)
    const numberOf = (id: string) => {
      const bytes = encoder.encode(`{"at":"2029-02-03T10:00:00Z","profile_id":"${id}","href":"/"}`)
      expect(scan.scan(bytes, 0, bytes.length)).toBe(true)
      return map.numberOf(scan, scan.profileId)
    }
    const ids = Array.from({ length: 5_000 }, (_, index) => `user-${index * 7}`)
    expect(ids.map(numberOf)).toEqual(ids.map((_, index) => index))
    expect(map.texts).toEqual(ids)
    expect(ids.map(numberOf)).toEqual(ids.map((_, index) => index))
  })

  test('a byte map takes a string for the same text as its bytes, and no two strings for one', () => {
    const unit = fc.constantFrom('a', 'b', 'é', '😀', '\ud800', '\udc00', '\ufffd', '\0', 'ÿ')
    const string = fc.string({ unit, maxLength: 9 })
    fc.assert(
      fc.property(fc.array(string, { maxLength: 20 }), (strings) => {
        const map = new ByteMap(0)
        const numbers = strings.map((one) => map.numberOfText(one))
        expect(numbers.map((number) => map.texts[number])).toEqual(strings)
        expect(map.texts.length).toBe(new Set(strings).size)
        const scan = new PageScan(keys)
        for (const [k, one] of strings.entries()) {
          const bytes = encoder.encode(`{"at":"2029-02-03T10:00:00Z","profile_id":"${one}","href":"/"}`)
          if (scan.scan(bytes, 0, bytes.length)) expect(map.numberOf(scan, scan.profileId)).toBe(numbers[k])
        }
      }),
    )
  })

  test('a byte map that is full begins anew', () => {
    const map = new ByteMap(2)
    const scan = new PageScan(keys)
    const textOf = (id: string) => {
      const bytes = encoder.encode(`{"at":"2029-02-03T10:00:00Z","profile_id":"${id}","href":"/"}`)
      expect(scan.scan(bytes, 0, bytes.length)).toBe(true)
      return map.texts[map.numberOf(scan, scan.profileId)]
    }
    const ids = ['a', 'b', 'a', 'c', 'b', 'aa', 'a', 'c']
    expect(ids.map(textOf)).toEqual(ids)
    expect(map.texts.length).toBeLessThanOrEqual(2)
  })
})

test('spaces behind a line that ends with the text change nothing', () => {
  const line = '{"at":"2029-02-03T10:00:00Z","profile_id":"u1","href":"/"}'
  for (const behind of ['', ' ', '   }', 'x']) {
    const bytes = encoder.encode(line + behind)
    expect(new PageScan(keys).scan(bytes, 0, line.length)).toBe(true)
  }
})
