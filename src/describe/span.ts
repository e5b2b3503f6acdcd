const units = [
  [86_400_000, 'd'],
  [3_600_000, 'h'],
  [60_000, 'min'],
  [1_000, 's'],
  [1, 'ms'],
] as const

/** A time span in its two largest units: `1 h 59 min`. */
export function span(ms: number): string {
  const parts: string[] = []
  let rest = Math.abs(ms)
  for (const [unit, name] of units) {
    const whole = Math.floor(rest / unit)
    if (whole === 0 && parts.length === 0) continue
    if (whole > 0) parts.push(`${whole} ${name}`)
    rest -= whole * unit
    if (parts.length === 2 || whole === 0) break
  }
  return parts.length === 0 ? '0 ms' : parts.join(' ')
}
