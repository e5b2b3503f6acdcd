/**
 * A record's own property; `undefined` where it has none of that name, so that `constructor` or `__proto__` are missing
 * like any other.
 */
export const own = <T>(record: Readonly<Record<string, T>>, name: string): T | undefined =>
  Object.hasOwn(record, name) ? record[name] : undefined
