/** The fields of a value that are not as in another of its kind; what is empty is as what is empty. */
export function withoutDefaults<T extends object>(value: T, defaults: T): Partial<T> {
  const kept: Partial<T> = {}
  for (const key of Object.keys(value) as (keyof T)[]) {
    const [own, usual] = [value[key], defaults[key]]
    if (own !== usual && !(isEmpty(own) && isEmpty(usual))) kept[key] = own
  }
  return kept
}

function isEmpty(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false
  for (const key in value) if (Object.hasOwn(value, key)) return false
  return true
}
