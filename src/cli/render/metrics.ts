import { count, counted } from '../../describe/count.js'
import { share } from '../../describe/share.js'
import { span } from '../../describe/span.js'
import type { Summary } from '../../simulator/index.js'
import type { Colours } from './colours.js'
import { renderTable } from './table.js'

/** Who was never shown what, though only something else stood before it. */
export function starvation({ experiences }: Summary, colours: Colours): string {
  const starved = experiences.filter(({ starvation }) => starvation.users > 0)
  const rows = starved.map(({ id, starvation: { users, days, by } }) => [
    id,
    count(users),
    count(days),
    by[0]?.id ?? '',
  ])
  const columns = [
    { head: 'experience' },
    { head: 'people', align: 'right' },
    { head: 'days', align: 'right' },
    { head: 'mostly behind' },
  ] as const
  const table = renderTable(columns, rows, colours)
  return table === '' ? '' : `never shown to people for whom only something else went first:\n${table}`
}

/** How full limit groups were, and what filled them. */
export function groups({ groups }: Summary, colours: Colours): string {
  const rows = groups
    .filter(({ users, alwaysFull }) => users > 0 || alwaysFull)
    .map(({ id, alwaysFull, users, share: part, fullSeconds, filledBy }) =>
      alwaysFull
        ? [id, 'all', '100 %', 'always', '']
        : [id, count(users), share(part, 1), span((fullSeconds * 1_000) / users), filledBy[0]?.id ?? ''],
    )
  const columns = [
    { head: 'limit group' },
    { head: 'full for', align: 'right' },
    { head: 'of all', align: 'right' },
    { head: 'each on average', align: 'right' },
    { head: 'mostly filled by' },
  ] as const
  return renderTable(columns, rows, colours)
}

/** How much was shown to one person in a while. */
export function fatigue({ fatigue }: Summary, colours: Colours): string {
  if (fatigue.every(({ max }) => max === 0)) return ''
  const rows = fatigue.map(({ window, p50, p90, p99, max }) => [window, ...[p50, p90, p99, max].map(count)])
  const columns = [
    { head: 'most shows in any' },
    { head: 'p50', align: 'right' },
    { head: 'p90', align: 'right' },
    { head: 'p99', align: 'right' },
    { head: 'max', align: 'right' },
  ] as const
  return renderTable(columns, rows, colours)
}

/** How far reach and shows could have come out otherwise. */
export function bootstrap({ bootstrap }: Summary, colours: Colours): string {
  if (bootstrap === null) return ''
  const interval = ({ low, high }: { low: number; high: number }): string => `${count(low)} to ${count(high)}`
  const rows = bootstrap.experiences.map(({ id, users, shows }) => [id, interval(users), interval(shows)])
  const columns = [
    { head: 'experience' },
    { head: 'people', align: 'right' },
    { head: 'shows', align: 'right' },
  ] as const
  const { rounds, seed } = bootstrap
  const table = renderTable(columns, rows, colours)
  return table === '' ? '' : `95 % intervals, of ${counted(rounds, 'drawing')} of people (seed ${seed}):\n${table}`
}
