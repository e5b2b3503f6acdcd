import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fromKeyText, keyText } from '../../src/store/postgres/key-text.js'

/** Any code units, whole characters or not. */
const arbitraryId = fc
  .array(
    fc.oneof(
      fc.constantFrom(0, 1, 2, 0x30, 0x31, 0x41, 0xd7ff, 0xd800, 0xdfff, 0xe000, 0xf8ff, 0xffff),
      fc.nat(0xffff),
    ),
    {
      maxLength: 6,
    },
  )
  .map((units) => String.fromCharCode(...units))

const sign = (order: number): number => Math.sign(order)

describe('ids as Postgres keeps them', () => {
  test('come back as they were, are text there, and keep the order of code units (T7)', () => {
    fc.assert(
      fc.property(arbitraryId, arbitraryId, (a, b) => {
        const [one, other] = [keyText(a), keyText(b)]
        expect(fromKeyText(one)).toBe(a)
        expect(one).not.toContain('\u0000')
        expect(Buffer.from(one).toString()).toBe(one) // every pair is whole
        // What `collate "C"` compares.
        expect(sign(Buffer.from(one).compare(Buffer.from(other)))).toBe(a < b ? -1 : a > b ? 1 : 0)
      }),
      { numRuns: 5_000 },
    )
  })

  test('are themselves where they are ordinary', () => {
    for (const id of ['', 'u1', 'ünï', 'a\\b', '日本', '\u0002']) expect(keyText(id)).toBe(id)
  })
})
