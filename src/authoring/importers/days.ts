/** A number of days, `7` or `"7"`: the products write numbers as text too. `undefined` for what is none. */
export function readDays(value: unknown): number | undefined {
  if (typeof value === 'string' && /^\d{1,9}(\.\d{1,9})?$/.test(value)) return Number(value)
  return typeof value === 'number' && Number.isFinite(value) && value >= 0 ? value : undefined
}
