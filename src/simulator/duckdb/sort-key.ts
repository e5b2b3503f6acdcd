/** Where UTF-16 code units and code points part: surrogates, and the characters of the basic plane above them. */
const highUnit = 0xd800
const highUnits = /[\ud800-\uffff]/
const everyHighUnit = /[\ud800-\uffff]/g
const everyHighUnitMoved = /[\ud800-\ud809][\udc00-\udfff]/g
const firstBeyond = 0x10000

/**
 * A text whose order by UTF-8 bytes, which is DuckDB's, is the order of `text` by UTF-16 code units (T7).
 *
 * UTF-8 orders by code points, and there the characters beyond U+FFFF come after U+E000 to U+FFFF, while their
 * surrogates come before. Each unit from U+D800 on becomes a character of its own beyond U+FFFF, in the same order;
 * half a pair, which UTF-8 cannot write, survives by it. Almost every id has no such unit and is its own key.
 *
 * Law: `sortKey(a) < sortKey(b)` by bytes if and only if `a < b`; `textOfKey(sortKey(a)) === a`.
 */
export const sortKey = (text: string): string =>
  highUnits.test(text)
    ? text.replace(everyHighUnit, (unit) => String.fromCodePoint(firstBeyond + unit.charCodeAt(0) - highUnit))
    : text

export const textOfKey = (key: string): string =>
  highUnits.test(key)
    ? key.replace(everyHighUnitMoved, (moved) => String.fromCharCode(code(moved) - firstBeyond + highUnit))
    : key

const code = (character: string): number => character.codePointAt(0) ?? 0
