import { describe, expect, it } from 'vitest'
import { addBit, bitsWhere, compile, emptyBits, hasBit, lowestBit, sparse } from '../../src/engine/index.js'
import { remembered } from '../../src/engine/remembered.js'
import { catalog, limitGroup } from '../../src/model/index.js'

const members = (bits: Int32Array, size: number): readonly number[] =>
  Array.from({ length: size }, (_, index) => index).filter((index) => hasBit(bits, index))

describe('a set of experiences', () => {
  it('has a word for each 32, and none more', () => {
    expect([0, 1, 32, 33, 64, 65].map((size) => emptyBits(size).length)).toEqual([0, 1, 1, 2, 2, 3])
  })

  it('holds what was put into it, in whichever word, and nothing else', () => {
    const bits = emptyBits(70)
    for (const index of [0, 31, 32, 63, 69]) addBit(bits, index)
    expect(members(bits, 70)).toEqual([0, 31, 32, 63, 69])
    expect(
      members(
        bitsWhere(70, (index) => index % 30 === 1),
        70,
      ),
    ).toEqual([1, 31, 61])
  })

  it('gives its lowest member, the sign bit too', () => {
    expect([1, 0b1010, -8, 1 << 31].map(lowestBit)).toEqual([0, 1, 3, 31])
  })

  it('is pairs of a word that is not empty and its number where it is sparse', () => {
    expect(sparse(Int32Array.of(0, 5, 0, -1))).toEqual([1, 5, 3, -1])
  })
})

describe('what is remembered', () => {
  it('is asked for once, and again when so many others were asked for', () => {
    const asked: string[] = []
    const find = remembered(2, (key: string) => {
      asked.push(key)
      return { key }
    })
    const first = find('a')
    expect(find('a')).toBe(first)
    find('b')
    expect(find('a')).toBe(first)
    expect(asked).toEqual(['a', 'b'])
    expect(find('c')).toEqual({ key: 'c' })
    expect(find('c')).toBe(find('c'))
    expect(find('a')).toEqual({ key: 'a' })
    expect(asked).toEqual(['a', 'b', 'c', 'a'])
  })
})

describe('a catalog that loading would have refused', () => {
  it('is not compiled where a window is none', () => {
    const limitGroups = [limitGroup({ id: 'g', kind: 'all', rateLimitSize: 1, rateLimitKind: '1 fortnight' })]
    expect(() => compile(catalog({ limitGroups }))).toThrow('limit group "g": "1 fortnight" is not a window')
  })
})
