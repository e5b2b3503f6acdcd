/** Appends keys to a JSON pointer (RFC 6901). */
export const pointerTo = (base: string, ...keys: readonly (string | number)[]): string =>
  keys.reduce<string>((pointer, key) => `${pointer}/${escapeKey(String(key))}`, base)

/** The keys of a JSON pointer; `''` has none. */
export const pointerKeys = (pointer: string): string[] => pointer.split('/').slice(1).map(unescapeKey)

/** A pointer as a message shows it: keys by dots. */
export const pathOfPointer = (pointer: string): string => pointerKeys(pointer).map(shownKey).join('.')

/** A key as such a path shows it: in quotes where it would break the line. */
export const shownKey = (key: string): string => (/\p{Cc}/u.test(key) ? JSON.stringify(key) : key)

const escapeKey = (key: string): string => key.replaceAll('~', '~0').replaceAll('/', '~1')
const unescapeKey = (key: string): string => key.replaceAll('~1', '/').replaceAll('~0', '~')
