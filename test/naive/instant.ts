const unitMs: Readonly<Record<string, number>> = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 }

/** T3: what is read as an instant. `now` is what `$now` and `+Nd` count from (T4); without it only the others are read. */
export function readInstant(value: unknown, now: number | null): number | undefined {
  if (typeof value === 'number') return Math.round(value * 1000)
  if (typeof value !== 'string') return undefined
  if (/^\d+$/.test(value)) return Number(value) * 1000
  const [, number, unit] = /^\+(\d+)([smhdw])$/.exec(value) ?? []
  if (unit !== undefined) return now === null ? undefined : now + Number(number) * (unitMs[unit] as number)
  if (value === '$now') return now ?? undefined
  const written = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d:\d\d(?:\.\d{1,3})?)(Z|[+-]\d\d:\d\d)?)?$/.exec(value)
  if (written === null) return undefined
  const [, date, time = '00:00:00', offset = 'Z'] = written
  const at = Date.parse(`${date}T${time}${offset}`)
  return Number.isNaN(at) ? undefined : at
}

/** T5: milliseconds only where they are not zero. */
export const writeInstant = (at: number): string => new Date(at).toISOString().replace('.000Z', 'Z')
