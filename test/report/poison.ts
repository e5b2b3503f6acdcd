/** Text that would do harm as markup, in an element, in either kind of attribute and in a script; and that turns around. */
export const poison =
  '</script><script>globalThis.harmed = 1</script>"\'><img src=x onerror="globalThis.harmed = 2">&\u202e שלום "עולם" \u0000\n`$1`'

/** What has a form of its own: instants, days, codes and words of a closed list. */
const closed = new Set(
  [
    ...[
      'at',
      'from',
      'until',
      'day',
      'kind',
      'type',
      'code',
      'outcome',
      'via',
      'check',
      'window',
      'next_at',
      'made_at',
    ],
    ...['unit', 'settled_at', 'state', 'reason', 'match_type', 'url_op'],
  ].sort(),
)

/** The same data with every free text of it poisoned, and every key that is an id. */
export function poisoned<T>(value: T, key = ''): T {
  if (typeof value === 'string') return (closed.has(key) ? value : `${value} ${poison}`) as T
  if (Array.isArray(value)) return value.map((one) => poisoned(one, key)) as T
  if (typeof value !== 'object' || value === null) return value
  const isById = key === 'values'
  const entries = Object.entries(value).map(([name, inner]) => [
    isById ? `${name} ${poison}` : name,
    poisoned(inner, name),
  ])
  return Object.fromEntries(entries) as T
}
