/** A part of a whole, to the tenth: `12.3 %`. What is not all is never written as all, nor something as nothing. */
export function share(part: number, whole: number): string {
  if (part === 0 || whole === 0) return '0 %'
  if (part === whole) return '100 %'
  return `${Math.min(99.9, Math.max(0.1, Math.round((part / whole) * 1_000) / 10))} %`
}
