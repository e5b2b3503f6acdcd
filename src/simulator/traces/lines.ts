import { Buffer } from 'node:buffer'

const newline = 0x0a
const carriageReturn = 0x0d

/** A line longer than this is no event: it is passed over and reported, so that memory stays bounded. */
const maxLineBytes = 1 << 24

export interface LineVisitor {
  /** One line without its end, `bytes[start, end)`, numbered from 1; empty lines are counted but not visited. */
  line(bytes: Uint8Array, start: number, end: number, number: number): void
  /** A line beyond `maxLineBytes`. */
  overlong(number: number): void
  /** After each chunk. `false` stops the reading. */
  pause?(): Promise<boolean> | boolean
}

/**
 * Cuts a stream of bytes into lines.
 *
 * @returns how many lines there were
 */
export async function visitLines(chunks: AsyncIterable<Uint8Array>, visitor: LineVisitor): Promise<number> {
  let number = 0
  let rest = Buffer.alloc(0)
  let isOverlong = false
  const visit = (bytes: Uint8Array, start: number, end: number): void => {
    number += 1
    const from = number === 1 && startsWithMark(bytes, start) ? start + 3 : start
    const to = end > from && bytes[end - 1] === carriageReturn ? end - 1 : end
    if (isOverlong) visitor.overlong(number)
    else if (to > from) visitor.line(bytes, from, to, number)
    isOverlong = false
  }
  for await (const chunk of chunks) {
    // Always a Buffer: its search is the fast one, and what reads the bytes sees one kind of array.
    const bytes = Buffer.concat([rest, chunk])
    let start = 0
    for (let end = bytes.indexOf(newline, rest.length); end >= 0; end = bytes.indexOf(newline, start)) {
      visit(bytes, start, end)
      start = end + 1
    }
    rest = bytes.subarray(start)
    if (rest.length > maxLineBytes) {
      isOverlong = true
      rest = Buffer.alloc(0)
    }
    if ((await visitor.pause?.()) === false) return number
  }
  if (rest.length > 0 || isOverlong) visit(rest, 0, rest.length)
  return number
}

const startsWithMark = (bytes: Uint8Array, at: number): boolean =>
  bytes[at] === 0xef && bytes[at + 1] === 0xbb && bytes[at + 2] === 0xbf
