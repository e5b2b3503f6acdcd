/** Bytes that are read, and a view of the same that gives four at a time. */
export interface TextSource {
  readonly bytes: Uint8Array
  readonly words: DataView
}

/** Where a text is in the bytes, and its hash. */
export interface TextAt {
  start: number
  end: number
  hash: number
}

export const hashStart = 0x811c9dc5 | 0

/** Takes the next four bytes of a text in, or the next one of its last three. */
export const hashNext = (hash: number, next: number): number => Math.imul(hash ^ next, 0x9e3779b1)

/** A product's lower bits know nothing of the higher ones: they are brought down once, when the text is over. */
export function hashEnd(hash: number): number {
  const mixed = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  return mixed ^ (mixed >>> 13)
}

/** The hash of a text, whatever it is made of. */
export function hashOf({ bytes, words }: TextSource, start: number, end: number): number {
  let hash = hashStart
  let k = start
  for (; k + 4 <= end; k += 4) hash = hashNext(hash, words.getInt32(k, true))
  for (; k < end; k++) hash = hashNext(hash, bytes[k] as number)
  return hashEnd(hash)
}
