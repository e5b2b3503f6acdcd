import type { Draw } from './draw.js'
import { Spelled } from './leaves.js'

const encoder = new TextEncoder()

/** A document as the bytes of JSON or YAML, well or badly spelled. */
export function spell(value: unknown, draw: Draw): Uint8Array {
  const text = draw.chance(0.5) ? json(value, draw) : yaml(value, draw)
  return spoil(text, draw)
}

/** JSON, where a key is now and then given twice. */
export function json(value: unknown, draw: Draw): string {
  if (value instanceof Spelled) return value.text
  if (Array.isArray(value)) return `[${value.map((item) => json(item, draw)).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null'
  const pairs = Object.entries(value).map(([key, inner]) => `${JSON.stringify(key)}:${json(inner, draw)}`)
  if (pairs.length > 0 && draw.chance(0.005)) pairs.push(draw.pick(pairs))
  return `{${pairs.join(',')}}`
}

/** YAML in blocks, its leaves in JSON's spelling or bare. */
function yaml(value: unknown, draw: Draw, indent = ''): string {
  if (indent.length > 60 || draw.chance(0.1)) return json(value, draw)
  if (Array.isArray(value) && value.length > 0) {
    return value.map((item) => `\n${indent}- ${yaml(item, draw, `${indent}  `)}`).join('')
  }
  if (typeof value === 'object' && value !== null && !(value instanceof Spelled) && Object.keys(value).length > 0) {
    const pairs = Object.entries(value).map(([key, inner]) => {
      const name = /^[a-z_]+$/.test(key) && draw.chance(0.9) ? key : JSON.stringify(key)
      return `\n${indent}${name}: ${draw.chance(0.01) ? draw.pick(tags) : ''}${yaml(inner, draw, `${indent}  `)}`
    })
    return pairs.join('')
  }
  return typeof value === 'string' && /^[\w.:/-]+$/.test(value) && draw.chance(0.7) ? value : json(value, draw)
}

const tags = [
  '!!str ',
  '!!binary ',
  '!!js/function ',
  '!!timestamp ',
  '!!set ',
  '!!omap ',
  '! ',
  '!<x> ',
  '&a ',
  '&a *a ',
  '*a ',
]

/** What is put into a text somewhere. */
const bits = [
  ...[
    '{',
    '}',
    '[',
    ']',
    ',',
    ':',
    '"',
    "'",
    '\\',
    '\\u',
    '\\ud800',
    '#',
    '\t',
    '\n',
    '\r',
    '\r\n',
    '\u0000',
    '\ufeff',
  ],
  ...[
    '&a ',
    '*a',
    '*nobody',
    '<<: *a',
    '<<: {',
    '? ',
    '- ',
    '--- ',
    '\n---\n',
    '\n...\n',
    '%YAML 9.9\n',
    '|\n',
    '>-\n',
  ],
  ...[
    '!!binary ',
    '!!js/regexp ',
    '0x',
    '0o7',
    '.inf',
    '-.inf',
    '.nan',
    '1e400',
    '2029-02-30',
    '~',
    '\u2028',
    '\u0085',
  ],
  ...['[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[', '{"a":'.repeat(70)],
]

const bomb = `a: &a [x,x,x,x,x,x,x,x,x]\n${[...'bcdefghij']
  .map((name, index) => `${name}: &${name} [${`*${'abcdefghi'[index]},`.repeat(9)}]`)
  .join('\n')}\n`

function spoil(text: string, draw: Draw): Uint8Array {
  if (draw.chance(0.6)) return encoder.encode(text)
  let spoiled = text
  switch (draw.below(8)) {
    case 0:
      spoiled = `\ufeff${text}`
      break
    case 1:
      spoiled = text.replaceAll('\n', '\r\n')
      break
    case 2:
      spoiled = text.slice(0, draw.below(text.length + 1))
      break
    case 3:
      // A bomb of aliases takes as long as the limits let it: a few of them are enough.
      spoiled = draw.chance(0.001) ? bomb + text : text
      break
    case 4:
      return spoilBytes(encoder.encode(text), draw)
    default: {
      for (let count = draw.below(3); count >= 0; count -= 1) {
        const at = draw.below(spoiled.length + 1)
        spoiled = spoiled.slice(0, at) + draw.pick(bits) + spoiled.slice(at + draw.below(3))
      }
    }
  }
  return encoder.encode(spoiled)
}

/** Bytes that are no UTF-8, or not what they were. */
export function spoilBytes(bytes: Uint8Array, draw: Draw): Uint8Array {
  const spoiled = Uint8Array.from(bytes)
  if (spoiled.length === 0) return spoiled
  for (let count = draw.below(3); count >= 0; count -= 1) {
    const at = draw.below(spoiled.length)
    switch (draw.below(4)) {
      case 0:
        spoiled[at] = draw.pick([0x00, 0xff, 0xc0, 0x80, 0xed, 0x1f, 0x8b, 0x0d, 0x0a, 0x22, 0x5c, 0x7f])
        break
      case 1:
        spoiled[at] = (spoiled[at] as number) ^ (1 << draw.below(8))
        break
      case 2:
        return spoiled.subarray(0, at)
      default:
        spoiled.copyWithin(at, draw.below(spoiled.length))
    }
  }
  return spoiled
}
