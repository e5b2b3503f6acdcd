import { PassThrough } from 'node:stream'
import * as zlib from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { readZstd } from '../../../src/simulator/traces/read-zstd.js'
import { ZstdFrame } from '../../../src/simulator/traces/zstd-frame.js'
import { folderOf } from './read-all.js'

const packed = (base64: string): Uint8Array => Buffer.from(base64, 'base64')

/** What the `zstd` command makes of a few texts: with and without a checksum, a repeated byte, a length of several bytes. */
const frames: readonly (readonly [what: string, text: string, frame: Uint8Array])[] = [
  ['a packed text', `${'one '.repeat(8).trim()}\n`, packed('KLUv/QRoXQAAKG9uZSAKAQDCSwQX44H1')],
  ['no checksum', 'two', packed('KLUv/QBYGQAAdHdv')],
  ['one letter many times', 'x'.repeat(300_000), packed('KLUv/QRYVAAAEHh4AQD7/znAAgIAEHgDnwR4j3Kbog==')],
  ['nothing', '', packed('KLUv/SQAAQAAmenYUQ==')],
]
/** Of somebody else's: three bytes that say nothing to us. */
const skipped = Uint8Array.of(0x50, 0x2a, 0x4d, 0x18, 3, 0, 0, 0, 1, 2, 3)

describe('ZstdFrame', () => {
  test.each(frames)('%s: knows where the frame ends', (_what, _text, frame) => {
    expect(new ZstdFrame().endIn(Buffer.concat([frame, frame]), 0)).toBe(frame.length)
    expect(new ZstdFrame().endIn(Buffer.concat([skipped, frame]), skipped.length)).toBe(skipped.length + frame.length)
    for (let cut = 0; cut < frame.length; cut++) expect(new ZstdFrame().endIn(frame.subarray(0, cut), 0)).toBe(-1)
  })

  test.each(frames)('%s: finds the same end, however it comes in parts', (_what, _text, frame) => {
    const bytes = Buffer.concat([frame, skipped])
    for (const length of [1, 2, 3, 5, 7]) {
      const one = new ZstdFrame()
      let [start, end] = [0, -1]
      for (; end < 0 && start < bytes.length; start += length) end = one.endIn(bytes.subarray(start, start + length), 0)
      expect(start - length + end).toBe(frame.length)
      expect(one.isData).toBe(true)
    }
  })

  test('tells what holds no text, and what is no frame', () => {
    const frame = new ZstdFrame()
    expect(frame.endIn(skipped.subarray(0, 3), 0)).toBe(-1)
    expect(frame.isData).toBe(null)
    expect(frame.endIn(skipped, 3)).toBe(skipped.length)
    expect(frame.isData).toBe(false)
    expect(() => new ZstdFrame().endIn(Buffer.from('{"at":1}'), 0)).toThrow('what follows is no zstd frame')
  })
})

const { createZstdDecompress } = zlib as typeof zlib & { createZstdDecompress?: () => PassThrough }

async function read(bytes: Uint8Array, createUnpacker: () => PassThrough) {
  const path = folderOf({ t: bytes })
  const chunks: Uint8Array[] = []
  let onDisk = 0
  const counted = (count: number): void => {
    onDisk = count
  }
  for await (const chunk of readZstd(path('t'), createUnpacker, counted)) chunks.push(Uint8Array.from(chunk))
  return { bytes: Buffer.concat(chunks), onDisk }
}

describe('readZstd', () => {
  const all = Buffer.concat([skipped, ...frames.flatMap(([, , frame]) => [frame, skipped])])

  test('gives each frame to an unpacker of its own, and what is none of ours to nobody', async () => {
    let unpackers = 0
    const found = await read(all, () => {
      unpackers += 1
      return new PassThrough()
    })
    expect(found.bytes).toEqual(Buffer.concat(frames.map(([, , frame]) => frame)))
    expect(found.onDisk).toBe(all.length)
    expect(unpackers).toBe(frames.length)
  })

  test('throws where the file ends within a frame, and where something else follows one', async () => {
    const [, , frame] = frames[0] as (typeof frames)[number]
    for (const length of [1, frame.length - 1]) {
      const half = Buffer.concat([frame, frame.subarray(0, length)])
      const code = 'ZSTD_error_srcSize_wrong'
      await expect(read(half, () => new PassThrough())).rejects.toMatchObject({ code })
    }
    const other = Buffer.concat([frame, Buffer.from('text')])
    await expect(read(other, () => new PassThrough())).rejects.toMatchObject({ code: 'ZSTD_error_prefix_unknown' })
  })

  test.skipIf(createZstdDecompress === undefined)('unpacks all of it', async () => {
    const found = await read(all, () => createZstdDecompress?.() ?? new PassThrough())
    expect(found.bytes.toString()).toBe(frames.map(([, text]) => text).join(''))
  })
})
