/**
 * An id as Postgres can keep and order it. Text there has no NUL and no half of a surrogate pair, and `collate "C"`
 * orders by UTF-8 bytes, which is the order of code units (T7) only below U+D800. So NUL and everything from U+D800 on
 * is written as a sign and its number; ordinary ids stay as they are.
 *
 * Law: `fromKeyText(keyText(id)) === id`, and keys have the order of their ids.
 */
export function keyText(id: string): string {
  let key = ''
  let from = 0
  for (let at = 0; at < id.length; at++) {
    const unit = id.charCodeAt(at)
    if (unit > 1 && unit < 0xd800) continue
    key += id.slice(from, at) + numbered(unit)
    from = at + 1
  }
  return key + id.slice(from)
}

export function fromKeyText(key: string): string {
  let id = ''
  for (let at = 0; at < key.length; at++) {
    const sign = key[at]
    const digits = sign === low ? 1 : sign === high ? 4 : 0
    id += digits === 0 ? sign : String.fromCharCode(Number.parseInt(key.slice(at + 1, at + 1 + digits), 16))
    at += digits
  }
  return id
}

/** Before 0 for NUL and 1 for itself, so that both stay below U+0002. */
const low = '\u0001'
/** Before four digits, above everything that needs none. */
const high = '\uF8FF'

const numbered = (unit: number): string =>
  unit <= 1 ? low + unit : high + unit.toString(16).toUpperCase().padStart(4, '0')
