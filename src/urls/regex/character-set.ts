/** A set of UTF-16 code units, each given as text of length 1. */
export type CharacterSet = (unit: string) => boolean

/** Text compares by code unit (T7), so a range of units is a range of texts. */
export const range =
  (from: string, to = from): CharacterSet =>
  (unit) =>
    from <= unit && unit <= to

export const union =
  (sets: readonly CharacterSet[]): CharacterSet =>
  (unit) =>
    sets.some((set) => set(unit))

export const complement =
  (set: CharacterSet): CharacterSet =>
  (unit) =>
    !set(unit)

const like =
  (expression: RegExp): CharacterSet =>
  (unit) =>
    expression.test(unit)

export const word = like(/\w/)

/** What `.` reads. */
export const notLineEnd = like(/./)

/** The escapes that stand for many units. */
export const namedSets: Readonly<Record<string, CharacterSet>> = {
  '\\d': like(/\d/),
  '\\D': like(/\D/),
  '\\s': like(/\s/),
  '\\S': like(/\S/),
  '\\w': word,
  '\\W': like(/\W/),
}
