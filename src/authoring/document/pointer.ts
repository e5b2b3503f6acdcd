/** Appends keys to a JSON pointer (RFC 6901). */
export const pointerTo = (base: string, ...keys: readonly (string | number)[]): string =>
  keys.reduce<string>((pointer, key) => `${pointer}/${escapeKey(String(key))}`, base)

/** The keys of a JSON pointer; `''` has none. */
export const pointerKeys = (pointer: string): string[] => pointer.split('/').slice(1).map(unescapeKey)

const escapeKey = (key: string): string => key.replaceAll('~', '~0').replaceAll('/', '~1')
const unescapeKey = (key: string): string => key.replaceAll('~1', '/').replaceAll('~0', '~')
