import { cpus, loadavg } from 'node:os'
import type { Standing } from './contest.js'
import { peers } from './index.js'
import type { Result } from './race.js'
import { versionOf } from './versions.js'

/** The standing as Markdown. */
export function render({ replay, cold, limits }: Standing): string {
  return [
    `Node ${process.version}, ${cpus().length} cores, load ${(loadavg()[0] as number).toFixed(1)}; medians, read the ratios`,
    'A page load in a replay with state, ns, and how many times as long as oncue takes',
    replayTable(replay),
    ...failures(replay),
    'Each was compared with the oracle on so many page loads before it was timed: on fewer where each takes long. What was timed was compared, too.',
    'One question about a plain profile with 30 shows, 50 experiences, ns',
    table(
      ['who', 'how', 'ns', 'to oncue', 'checked'],
      sorted(cold).map((one) => [one.who, one.way, whole(one.ns), ratio(one, cold), whole(one.checked)]),
    ),
    'Limits alone: five of them, one experience offered on each page load, ns',
    table(
      ['who', 'how', 'ns', 'to oncue', 'other answers', 'shows that break a limit'],
      [...limits]
        .sort((a, b) => a.ns - b.ns)
        .map((one) => {
          const other = `${((100 * one.wrong) / one.checked).toFixed(1)} %`
          return [one.who, one.way, whole(one.ns), ratio(one, limits), other, whole(one.broken)]
        }),
    ),
    'Notes',
    peers.map(({ name, notes }) => `- ${name}: ${notes}`).join('\n'),
    `Versions: ${versions().join(', ')}`,
  ].join('\n\n')
}

const limiters = ['rate-limiter-flexible', 'limiter']

export const versions = (): readonly string[] =>
  [...peers.flatMap((one) => one.package ?? []), ...limiters].map((name) => `${name} ${versionOf(name)}`)

function replayTable(replay: Standing['replay']): string {
  const rows = sorted(replay[0]?.results ?? []).map(({ who, way }) => {
    const found = replay.map(({ results }) => results.find((one) => one.who === who && one.way === way) as Result)
    const times = found.flatMap((one, size) => [whole(one.ns), ratio(one, replay[size]?.results ?? [])])
    return [who, way, ...times, found.map(({ checked }) => whole(checked)).join(' / ')]
  })
  const sizes = replay.flatMap(({ name }) => [`${whole(name.experiences)} / ${whole(name.profiles)}`, 'to oncue'])
  return table(['experiences / profiles', 'how', ...sizes, 'compared on'], rows)
}

const failures = (replay: Standing['replay']): readonly string[] =>
  replay.flatMap(({ name, results }) =>
    results
      .filter(({ failed }) => failed !== null)
      .map(({ who, way, failed }) => `${who} (${way}) takes no ${whole(name.experiences)} experiences: ${failed}`),
  )

const sorted = (results: readonly Result[]): readonly Result[] => [...results].sort((a, b) => a.ns - b.ns)

const ratio = ({ ns }: Result, results: readonly Result[]): string => {
  if (Number.isNaN(ns)) return '–'
  const times = ns / (results.find(({ who }) => who === 'oncue')?.ns as number)
  return `${times < 10 ? times.toFixed(2) : whole(times)} ×`
}

const whole = (value: number): string => (Number.isNaN(value) ? '–' : Math.round(value).toLocaleString('en-US'))

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`
  return [
    line(head),
    `|---|---|${head
      .slice(2)
      .map(() => '--:|')
      .join('')}`,
    ...rows.map(line),
  ].join('\n')
}
