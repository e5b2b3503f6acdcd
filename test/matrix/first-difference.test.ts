import { describe, expect, it } from 'vitest'
import { compareAnswers, firstDifference } from '../../scripts/matrix/first-difference.js'

const answers = (given: Readonly<Record<string, string>>): ReadonlyMap<string, Buffer> =>
  new Map(Object.entries(given).map(([name, text]) => [name, Buffer.from(text)]))

describe('what two cells differ in', () => {
  it('is nothing where they say the same, byte for byte', () => {
    expect(firstDifference(Buffer.from('a'), Buffer.from('a'))).toBeNull()
    expect(compareAnswers(['A', answers({ x: 'same' })], ['B', answers({ x: 'same' })])).toEqual([])
  })

  it('is the first byte, with what stands there', () => {
    expect(firstDifference(Buffer.from('one two'), Buffer.from('one too'))).toEqual({
      offset: 5,
      found: ['one two', 'one too'],
    })
    // ü is two bytes, so the third letter is byte 3.
    expect(firstDifference(Buffer.from('aüb'), Buffer.from('aüc'))?.offset).toBe(3)
  })

  it('is the end of the shorter one, where the other goes on', () => {
    expect(firstDifference(Buffer.from('ab'), Buffer.from('abc'))?.offset).toBe(2)
  })

  it('is told with the case and both cells', () => {
    const [said = ''] = compareAnswers(['cell A', answers({ summary: '1,5' })], ['cell B', answers({ summary: '1.5' })])
    expect(said).toBe('summary: differs from byte 1 on\n  cell A\n    "1,5"\n  cell B\n    "1.5"')
  })

  it('is an answer that only one of them has', () => {
    expect(compareAnswers(['A', answers({})], ['B', answers({ x: '' })])).toEqual(['x: A has no answer'])
    expect(compareAnswers(['A', answers({ x: '' })], ['B', answers({})])).toEqual(['x: B has no answer'])
    expect(compareAnswers(['A', answers({ x: '', y: '' })], ['B', answers({ x: '' })], ['x'])).toEqual([])
  })
})
