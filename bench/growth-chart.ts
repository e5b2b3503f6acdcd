import type { ReplayRow } from './decide.js'

type Series = 'floor' | 'decide' | 'step'

const [width, height, left, bottom, top, right] = [640, 320, 80, 40, 16, 64]
const colours: Readonly<Record<Series, string>> = { floor: '#8a8a8a', decide: '#1f6feb', step: '#bf5b04' }

/** Nanoseconds over experiences, both by powers of ten. */
export function chart(rows: readonly ReplayRow[]): string {
  const all = rows.flatMap(({ floor, decide, step }) => [floor, decide, step])
  const [lowest, highest] = [Math.floor(Math.log10(Math.min(...all))), Math.ceil(Math.log10(Math.max(...all)))]
  const [first, last] = [rows[0]?.experiences as number, rows.at(-1)?.experiences as number]
  const x = (experiences: number): number =>
    left + ((width - left - right) * Math.log(experiences / first)) / Math.log(last / first)
  const y = (ns: number): number =>
    height - bottom - ((height - top - bottom) * (Math.log10(ns) - lowest)) / (highest - lowest)
  const powers = Array.from({ length: highest - lowest + 1 }, (_, k) => 10 ** (lowest + k))
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="sans-serif" font-size="12">`,
    '<title>A page load of a prepared profile, by how many experiences there are</title>',
    `<rect width="${width}" height="${height}" fill="#ffffff"/>`,
    ...powers.map(
      (ns) =>
        `<path d="M${left} ${at(y(ns))}H${width - right}" stroke="#dddddd"/>${text(left - 8, y(ns) + 4, `${ns.toLocaleString('en-US')} ns`, 'end')}`,
    ),
    ...rows.map(({ experiences }) =>
      text(x(experiences), height - bottom + 20, experiences.toLocaleString('en-US'), 'middle'),
    ),
    text((left + width - right) / 2, height - 4, 'experiences', 'middle'),
    ...(Object.keys(colours) as Series[]).map((series) => {
      const points = rows.map((row) => `${at(x(row.experiences))},${at(y(row[series]))}`)
      const end = rows.at(-1)?.[series] as number
      const line = `<polyline points="${points.join(' ')}" fill="none" stroke="${colours[series]}" stroke-width="2"/>`
      return `${line}${text(width - right + 8, y(end) + 4, series, 'start', colours[series])}`
    }),
    '</svg>\n',
  ].join('\n')
}

const at = (value: number): string => value.toFixed(1)

const text = (x: number, y: number, content: string, anchor: string, fill = '#333333'): string =>
  `<text x="${at(x)}" y="${at(y)}" text-anchor="${anchor}" fill="${fill}">${content}</text>`
