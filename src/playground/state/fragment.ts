import { maxTextLength, type PlaygroundState, readState } from './playground-state.js'

/** Browsers, chats and mail cut longer links. */
export const maxFragmentLength = 100_000

export type FragmentReading =
  | { readonly ok: true; readonly state: PlaygroundState | null }
  | { readonly ok: false; readonly message: string }

/**
 * A state as a URL's fragment, without its `#`: a version, how it is packed, and the state in base64url.
 *
 * Law: `readFragment` gives that state again.
 *
 * @returns `null` where it is too long for a link
 */
export async function writeFragment(state: PlaygroundState): Promise<string | null> {
  const bytes = new TextEncoder().encode(JSON.stringify(state))
  const fragment =
    typeof CompressionStream === 'function'
      ? `1d${toBase64Url(await through(bytes, new CompressionStream('deflate-raw'), Number.POSITIVE_INFINITY))}`
      : `1p${toBase64Url(bytes)}`
  return fragment.length > maxFragmentLength ? null : fragment
}

/** Reads what a link brought. An empty fragment is no state, and no mistake. */
export async function readFragment(fragment: string): Promise<FragmentReading> {
  if (fragment === '') return { ok: true, state: null }
  if (fragment.length > maxFragmentLength) {
    return refuse(`it is ${fragment.length} characters long, and ${maxFragmentLength} is the limit.`)
  }
  const [, version, packing, packed] = /^(\d+)([a-z])(.*)$/s.exec(fragment) ?? []
  if (version === undefined || packing === undefined || packed === undefined) return refuse('it is no playground link.')
  if (version !== '1') return refuse(`it is of version ${version.slice(0, 9)}, and this page knows version 1.`)
  try {
    const bytes = fromBase64Url(packed)
    const unpacked = packing === 'd' ? await through(bytes, new DecompressionStream('deflate-raw'), maxBytes) : bytes
    const state = readState(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(unpacked)))
    return state === null ? refuse('something in it is not what it should be.') : { ok: true, state }
  } catch {
    return refuse('it is broken: was it cut short?')
  }
}

const refuse = (why: string): FragmentReading => ({ ok: false, message: `the link could not be read: ${why}` })

/** Two texts of the greatest length, and the rest. */
const maxBytes = 8 * maxTextLength

/** @throws where more comes out than is allowed, or what goes in is not what was packed */
async function through(
  bytes: Uint8Array<ArrayBuffer>,
  stream: CompressionStream | DecompressionStream,
  most: number,
): Promise<Uint8Array<ArrayBuffer>> {
  const reader = new Blob([bytes]).stream().pipeThrough(stream).getReader()
  const parts: Uint8Array<ArrayBuffer>[] = []
  let size = 0
  for (let read = await reader.read(); !read.done; read = await reader.read()) {
    size += read.value.length
    if (size > most) throw new RangeError('too long')
    parts.push(read.value)
  }
  return new Uint8Array(await new Blob(parts).arrayBuffer())
}

function toBase64Url(bytes: Uint8Array): string {
  let binary = ''
  for (const byte of bytes) binary += String.fromCharCode(byte)
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '')
}

const fromBase64Url = (text: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (character) => character.charCodeAt(0))
