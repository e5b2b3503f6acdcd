import fc from 'fast-check'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { maxFragmentLength, readFragment, writeFragment } from '../../src/playground/state/fragment.js'
import type { PlaygroundState } from '../../src/playground/state/playground-state.js'

const state: PlaygroundState = {
  catalog: 'experiences: []',
  events: '',
  profileId: 'u1',
  at: 1_000,
  zone: 'UTC',
  behaviour: 'assumed',
  open: ['nps'],
}

const arbitraryState: fc.Arbitrary<PlaygroundState> = fc.record({
  // Half of a pair has no place in UTF-8.
  catalog: fc.string({ unit: 'grapheme', maxLength: 300 }),
  events: fc.string({ unit: 'grapheme', maxLength: 300 }),
  profileId: fc.option(fc.string({ unit: 'grapheme' })),
  at: fc.option(fc.integer({ min: -62_167_219_200_000, max: 253_402_300_799_999 })),
  zone: fc.constantFrom('UTC', 'Europe/Berlin'),
  behaviour: fc.constantFrom('assumed', 'recorded'),
  open: fc.array(fc.string({ unit: 'grapheme' }), { maxLength: 3 }),
})

afterEach(() => vi.unstubAllGlobals())

const there = async (given: PlaygroundState) => readFragment((await writeFragment(given)) ?? '')

describe('the fragment of a link', () => {
  it('gives the state that was written again', () =>
    fc.assert(
      fc.asyncProperty(arbitraryState, async (given) => {
        expect(await there(given)).toEqual({ ok: true, state: given })
      }),
      { numRuns: 200 },
    ))

  it('does so where nothing can be compressed', async () => {
    vi.stubGlobal('CompressionStream', undefined)
    const fragment = (await writeFragment(state)) ?? ''
    expect(fragment).toMatch(/^1p[\w-]+$/)
    expect(await readFragment(fragment)).toEqual({ ok: true, state })
  })

  it('is plain text of an address, and short where the texts repeat themselves', async () => {
    const fragment = (await writeFragment({ ...state, events: '{"type":"page"}\n'.repeat(1_000) })) ?? ''
    expect(fragment).toMatch(/^1d[\w-]+$/)
    expect(fragment.length).toBeLessThan(500)
  })

  it('is nothing where it would be too long', async () => {
    const noise = fc.sample(fc.string({ minLength: 1_000, maxLength: 1_000, size: 'max' }), 250).join('')
    expect(await writeFragment({ ...state, events: noise })).toBeNull()
  })

  it('may be empty', async () => expect(await readFragment('')).toEqual({ ok: true, state: null }))

  it.each([
    ['hello', 'it is no playground link.'],
    ['2dAAAA', 'it is of version 2, and this page knows version 1.'],
    ['1dAAAA', 'it is broken: was it cut short?'],
    ['1d%%%', 'it is broken: was it cut short?'],
    ['1xAAAA', 'it is broken: was it cut short?'],
    [`1p${btoa('{"catalog":1}')}`, 'something in it is not what it should be.'],
    [`1p${btoa('null')}`, 'something in it is not what it should be.'],
    ['1d'.padEnd(maxFragmentLength + 1, 'A'), 'it is 100001 characters long, and 100000 is the limit.'],
  ])('%.12s is refused in words', async (fragment, why) => {
    expect(await readFragment(fragment)).toEqual({ ok: false, message: `the link could not be read: ${why}` })
  })

  it('cut short is refused, wherever it is cut', async () => {
    const whole = (await writeFragment(state)) ?? ''
    for (let length = 1; length < whole.length - 1; length += 1) {
      expect(await readFragment(whole.slice(0, length)), whole.slice(0, length)).toMatchObject({ ok: false })
    }
  })

  it('is not unpacked without end', async () => {
    const bytes = new Blob(['a'.repeat(40_000_000)]).stream().pipeThrough(new CompressionStream('deflate-raw'))
    const packed = Buffer.from(await new Response(bytes).arrayBuffer()).toString('base64url')
    expect(packed.length).toBeLessThan(maxFragmentLength)
    expect(await readFragment(`1d${packed}`)).toMatchObject({ ok: false })
  })
})
