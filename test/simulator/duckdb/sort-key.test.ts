import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sortKey, textOfKey } from '../../../src/simulator/duckdb/sort-key.js'

/** Any UTF-16 text, half pairs included, with many units where the two orders part. */
const unit = fc.oneof(
  fc.integer({ min: 0, max: 0xffff }),
  fc.constantFrom(0, 1, 0x61, 0xd7ff, 0xd800, 0xdbff, 0xdc00, 0xdfff, 0xe000, 0xffff),
)
const text = fc.array(unit, { maxLength: 6 }).map((units) => String.fromCharCode(...units))

describe('the key that ids are sorted by', () => {
  it('is the id itself where it has no character beyond U+D7FF', () => {
    expect(sortKey('Żółw-42')).toBe('Żółw-42')
  })

  it('puts a character beyond the basic plane before one at its end, as code units do', () => {
    const [face, replacement] = ['\u{1f600}', '\ufffd']
    expect(face < replacement).toBe(true)
    expect(Buffer.compare(Buffer.from(face), Buffer.from(replacement))).toBe(1)
    expect(Buffer.compare(Buffer.from(sortKey(face)), Buffer.from(sortKey(replacement)))).toBe(-1)
  })

  it('orders by UTF-8 bytes as ids do by code units', () => {
    fc.assert(
      fc.property(text, text, (a, b) => {
        const order = a === b ? 0 : a < b ? -1 : 1
        expect(Buffer.compare(Buffer.from(sortKey(a)), Buffer.from(sortKey(b)))).toBe(order)
      }),
      { numRuns: 2_000 },
    )
  })

  it('is UTF-8 that gives back the id', () => {
    fc.assert(
      fc.property(text, (id) => {
        expect(textOfKey(Buffer.from(sortKey(id)).toString())).toBe(id)
      }),
      { numRuns: 2_000 },
    )
  })
})
