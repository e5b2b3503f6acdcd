/** Where a cursor stands in a YAML or JSON document that is being written. */
export interface CursorPlace {
  /** The keys that lead there; `*` is an item of a list. */
  readonly path: readonly string[]
  /** A key of the object there, or the value there. */
  readonly expects: 'key' | 'value'
  /** The keys that the object has before the cursor. */
  readonly keys: readonly string[]
  /** What was begun, from `from` to the cursor, a quote included. */
  readonly from: number
  readonly inFlow: boolean
}

interface Frame {
  readonly kind: 'map' | 'list'
  readonly flow: boolean
  /** Of block frames. */
  readonly indent: number
  key: string | null
  readonly keys: string[]
}

/**
 * Finds the place of a cursor by reading what stands before it. It takes what is unfinished as it is, which a parser
 * would not, and knows as much of YAML as people write: block and flow style, quotes, comments, text over many lines.
 */
export function cursorPlace(text: string, cursor: number): CursorPlace | null {
  const frames: Frame[] = []
  let at = 0
  while (at <= cursor) {
    const end = lineEnd(text, at)
    const isLast = cursor <= end
    // Inside an indent a line begins where the cursor is.
    const start = isLast ? Math.min(at + indentOf(text, at), cursor) : at + indentOf(text, at)
    const indent = start - at
    const isEmpty = start >= end || text[start] === '#'
    if (isEmpty && !isLast) {
      at = end + 1
      continue
    }
    if (text.startsWith('#', start) && cursor > start) return null
    const found = readLine(text, { start, end, indent, cursor }, frames)
    if (found.place !== undefined) return found.place
    at = found.next
  }
  return null
}

interface Line {
  readonly start: number
  readonly end: number
  readonly indent: number
  readonly cursor: number
}

type Found = { readonly place: CursorPlace | null } | { readonly place?: undefined; readonly next: number }

/** A line in block style: dashes, then a key and what stands behind it. */
function readLine(text: string, { start, end, indent, cursor }: Line, frames: Frame[]): Found {
  let at = start
  let column = indent
  closeBlocks(frames, column, isDash(text, at))
  while (isDash(text, at) && at + 1 < cursor) {
    open(frames, 'list', column)
    const next = skipSpaces(text, at + 1, Math.min(end, cursor))
    column += next - at
    at = next
  }
  const key = blockKey(text, at, end)
  if (key === null || cursor < key.end) {
    if (text[at] === '{' || text[at] === '[') return readFlow(text, at, cursor, frames)
    if (cursor > end) return { next: end + 1 }
    return { place: keyPlace(frames, column, at, text.slice(at, cursor)) }
  }
  open(frames, 'map', column)
  const frame = frames.at(-1) as Frame
  frame.key = key.name
  frame.keys.push(key.name)
  const value = skipSpaces(text, key.end, Math.min(end, cursor))
  if (cursor > value && (text[value] === '{' || text[value] === '[')) return readFlow(text, value, cursor, frames)
  if (cursor <= end) return { place: valuePlace(frames, value) }
  return { next: /[|>]/.test(text[value] ?? '') ? afterBlockText(text, end + 1, column, cursor) : end + 1 }
}

/** Brackets and braces up to the last that closes, over as many lines as they take. */
function readFlow(text: string, from: number, cursor: number, frames: Frame[]): Found {
  const depth = frames.length
  let token = from
  for (let at = from; at < cursor; ) {
    const character = text[at] as string
    if (character === '"' || character === "'") {
      const end = closingQuote(text, at)
      if (end >= cursor) return { place: flowPlace(frames, at) }
      at = end + 1
    } else if (character === '#' && /\s/.test(text[at - 1] ?? ' ')) {
      const end = lineEnd(text, at)
      if (end >= cursor) return { place: null }
      at = end
    } else {
      if (character === '{' || character === '[') {
        frames.push({ kind: character === '{' ? 'map' : 'list', flow: true, indent: -1, key: null, keys: [] })
        token = at + 1
      } else if (character === '}' || character === ']') {
        frames.pop()
        token = at + 1
        if (frames.length === depth) return { next: lineEnd(text, at) + 1 }
      } else if (character === ',') {
        const frame = frames.at(-1) as Frame
        frame.key = null
        token = at + 1
      } else if (character === ':') {
        const frame = frames.at(-1) as Frame
        const name = unquoted(text.slice(token, at).trim())
        if (frame.kind === 'map' && frame.key === null) {
          frame.key = name
          frame.keys.push(name)
          token = at + 1
        }
      }
      at += 1
    }
  }
  return { place: flowPlace(frames, skipSpaces(text, token, cursor)) }
}

function flowPlace(frames: readonly Frame[], from: number): CursorPlace {
  const frame = frames.at(-1)
  const expects = frame?.kind === 'map' && frame.key === null ? 'key' : 'value'
  return { path: pathOf(frames), expects, keys: frame?.keys ?? [], from, inFlow: true }
}

/** At the beginning of a block line: a key of the object that is indented so, or the first word of a value. */
function keyPlace(frames: Frame[], column: number, from: number, begun: string): CursorPlace {
  const top = frames.at(-1)
  const isSibling = top?.kind === 'map' && top.indent === column
  if (isSibling) {
    return { path: pathOf(frames.slice(0, -1)), expects: 'key', keys: top.keys, from, inFlow: false }
  }
  const isValue = /^["']/.test(begun)
  return { path: pathOf(frames), expects: isValue ? 'value' : 'key', keys: [], from, inFlow: false }
}

const valuePlace = (frames: readonly Frame[], from: number): CursorPlace => ({
  path: pathOf(frames),
  expects: 'value',
  keys: [],
  from,
  inFlow: false,
})

const pathOf = (frames: readonly Frame[]): string[] =>
  frames.flatMap(({ kind, key }) => (kind === 'list' ? ['*'] : key === null ? [] : [key]))

/** Ends the blocks that a line of this indent does not belong to. A list may stand at its key's own indent. */
function closeBlocks(frames: Frame[], column: number, dash: boolean): void {
  for (let top = frames.at(-1); top !== undefined; top = frames.at(-1)) {
    const isPast = top.indent > column || (top.indent === column && top.kind === 'list' && !dash)
    if (!isPast) return
    frames.pop()
  }
}

function open(frames: Frame[], kind: Frame['kind'], column: number): void {
  // A second item of a list ends the object that was the first.
  closeBlocks(frames, column, kind === 'list')
  const top = frames.at(-1)
  if (top?.kind === kind && top.indent === column && !top.flow) return
  frames.push({ kind, flow: false, indent: column, key: null, keys: [] })
}

function blockKey(text: string, at: number, end: number): { readonly name: string; readonly end: number } | null {
  const match = /^("(?:[^"\\]|\\.)*"|'[^']*'|[^\s"'#{}[\],&*!|>%@`-][^:#]*?|-[^\s:][^:]*?)\s*:(?=\s|$)/.exec(
    text.slice(at, end),
  )
  return match === null ? null : { name: unquoted(match[1] as string), end: at + match[0].length }
}

/** Text over many lines: all that is indented deeper than its key. */
function afterBlockText(text: string, from: number, column: number, cursor: number): number {
  let at = from
  while (at < text.length) {
    const end = lineEnd(text, at)
    const indent = indentOf(text, at)
    if ((at + indent < end || cursor <= end) && indent <= column) return at
    at = end + 1
  }
  return at
}

function closingQuote(text: string, at: number): number {
  const quote = text[at]
  for (let k = at + 1; k < text.length; k += 1) {
    if (quote === '"' && text[k] === '\\') k += 1
    else if (text[k] === quote || text[k] === '\n') return k
  }
  return text.length
}

const isDash = (text: string, at: number): boolean => text[at] === '-' && /[\s]|$/.test(text[at + 1] ?? '')
const unquoted = (text: string): string => text.replace(/^(["'])(.*)\1$/s, '$2')

function lineEnd(text: string, at: number): number {
  const end = text.indexOf('\n', at)
  return end < 0 ? text.length : end
}

function indentOf(text: string, at: number): number {
  let k = at
  while (text[k] === ' ') k += 1
  return k - at
}

function skipSpaces(text: string, at: number, end: number): number {
  let k = at
  while (k < end && /\s/.test(text[k] as string)) k += 1
  return k
}
