import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'

// Reads what clients were told and what was kept in the end, and judges both by rules L4 and D alone. It knows nothing
// of the library: what it shares with it is the catalog's document. `node check-log.js LOG`, exit code 3 where a rule
// is broken.

interface Group {
  readonly id: string
  readonly kind: 'all' | 'tour' | 'survey' | 'tags' | 'campaigns'
  readonly tag_ids?: readonly string[]
  readonly campaign_ids?: readonly string[]
  readonly rate_limit_size: number
  readonly rate_limit_kind: string
  readonly count?: 'experiences' | 'shows'
}

interface Experience {
  readonly id: string
  readonly kind: string
  readonly tag_ids?: readonly string[]
  readonly rate_unlimit_at?: string
}

interface Told {
  readonly outcome?: string
  readonly at: number
  readonly experience_id?: string
  readonly interaction_id?: string
  readonly delivery_id?: string | null
  readonly delivery?: { readonly id: string; readonly idempotency_key: string }
}

interface Show {
  readonly id: string
  readonly experience_id: string
  readonly at: number
  readonly way: string
  readonly delivery_id: string | null
}

interface Kept {
  readonly profile: string
  readonly shows: readonly Show[]
  readonly deliveries: readonly { id: string; key: string | null; state: string; interaction_id: string | null }[]
}

type Line =
  | {
      readonly type: 'catalog'
      readonly document: { experiences: readonly Experience[]; limit_groups: readonly Group[] }
    }
  | { readonly type: 'told'; readonly profile: string; readonly event: string; readonly body: Told }
  | ({ readonly type: 'kept' } & Kept)

const unitMs: Readonly<Record<string, number>> = { s: 1e3, m: 6e4, h: 36e5, d: 864e5, w: 6048e5 }

/** L5: only what this log has. */
function windowMs(text: string): number {
  if (text === 'lifetime') return Number.POSITIVE_INFINITY
  const found = /^(\d+)([smhdw])$/.exec(text)
  if (found === null) throw new Error(`no window that this checker knows: ${text}`)
  return Number(found[1]) * (unitMs[found[2] as string] as number)
}

/** L2. */
function contains(group: Group, one: Experience): boolean {
  if (group.kind === 'all') return true
  if (group.kind === 'tags') return (one.tag_ids ?? []).some((tag) => group.tag_ids?.includes(tag))
  if (group.kind === 'campaigns') return group.campaign_ids?.includes(one.id) ?? false
  return one.kind === group.kind
}

const told = new Map<string, Map<string, Told>>()
const kept: Kept[] = []
let experiences: readonly Experience[] = []
let groups: readonly Group[] = []
const rules = [
  'two answers to one event',
  'double shows',
  'shows that were answered and lost',
  'shows that nobody was told of',
  'windows above their size',
  'deliveries shown twice',
  'deliveries that disagree with their show',
  'deliveries made twice by one key',
  'more than 3 pending deliveries',
] as const
/** How often each was broken, and the first few times: a log of naive servers breaks them on nearly every line. */
const broken = new Map(rules.map((rule) => [rule, { times: 0, first: [] as string[] }]))
const count = { answers: 0, shows: 0, kept: 0, windows: 0, deliveries: 0 }

function fail(rule: (typeof rules)[number], what: unknown): void {
  const found = broken.get(rule)
  if (found === undefined) return
  found.times += 1
  if (found.first.length < 3) found.first.push(JSON.stringify(what).slice(0, 1_000))
}

for await (const text of createInterface({ input: createReadStream(process.argv[2] as string) })) {
  const line: Line = JSON.parse(text)
  if (line.type === 'catalog') ({ experiences, limit_groups: groups } = line.document)
  else if (line.type === 'kept') kept.push(line)
  else take(line)
}

/** However often and by whichever server an event was answered, the answer is one. */
function take({ profile, event, body }: Extract<Line, { type: 'told' }>): void {
  const own = told.get(profile) ?? new Map<string, Told>()
  told.set(profile, own)
  const before = own.get(event)
  if (before === undefined) own.set(event, body)
  else if (JSON.stringify(before) !== JSON.stringify(body))
    fail('two answers to one event', { profile, event, before, body })
  count.answers += 1
}

for (const { profile, shows, deliveries } of kept) {
  const answers = [...(told.get(profile) ?? new Map<string, Told>()).entries()]
  checkShows(profile, shows, answers)
  for (const group of groups) checkWindows(profile, group, shows)
  checkDeliveries(profile, shows, deliveries, answers)
  told.delete(profile)
}
for (const [profile, answers] of told) {
  const shows = [...answers.values()].filter(({ outcome }) => outcome === 'show')
  if (shows.length > 0) fail('shows that were answered and lost', { profile, shows })
}

function checkShows(profile: string, shows: readonly Show[], answers: readonly (readonly [string, Told])[]): void {
  const byId = new Map(shows.map((show) => [show.id, show]))
  if (byId.size !== shows.length) fail('double shows', { profile, shows })
  const events = new Map<string, string>()
  for (const [event, { outcome, interaction_id: id = '', experience_id, at, delivery_id }] of answers) {
    if (outcome !== 'show') continue
    count.shows += 1
    if (events.has(id)) fail('double shows', { profile, id, events: [events.get(id), event] })
    events.set(id, event)
    const show = byId.get(id)
    const isKept = show?.experience_id === experience_id && show?.at === at && show?.delivery_id === delivery_id
    if (!isKept) fail('shows that were answered and lost', { profile, event, id, show })
  }
  // Every event was answered in the end, so every show was.
  for (const { id } of shows) if (!events.has(id)) fail('shows that nobody was told of', { profile, id })
  count.kept += shows.length
}

/** L4, for every show that counts and the window that ends with it. L7: neither deliveries nor exempt ones count. */
function checkWindows(profile: string, group: Group, shows: readonly Show[]): void {
  const members = new Set(
    experiences.filter((one) => contains(group, one) && one.rate_unlimit_at === undefined).map(({ id }) => id),
  )
  const counted = shows.filter((show) => show.way === 'automatic' && members.has(show.experience_id))
  for (const { at } of counted) {
    count.windows += 1
    const inside = counted.filter((show) => show.at <= at && show.at > at - windowMs(group.rate_limit_kind))
    const number = group.count === 'shows' ? inside.length : new Set(inside.map((show) => show.experience_id)).size
    if (number > group.rate_limit_size)
      fail('windows above their size', { profile, group: group.id, at, number, inside })
  }
}

function checkDeliveries(
  profile: string,
  shows: readonly Show[],
  deliveries: Kept['deliveries'],
  answers: readonly (readonly [string, Told])[],
): void {
  count.deliveries += deliveries.length
  for (const { id, state, interaction_id } of deliveries) {
    const own = shows.filter((show) => show.delivery_id === id)
    if (own.length > 1) fail('deliveries shown twice', { profile, id, own })
    const isShown = own.length === 1
    if (isShown !== (state === 'triggered') || (isShown && own[0]?.id !== interaction_id)) {
      fail('deliveries that disagree with their show', { profile, id, state, interaction_id, own })
    }
  }
  const unknown = shows.filter(
    (show) => show.delivery_id !== null && !deliveries.some(({ id }) => id === show.delivery_id),
  )
  if (unknown.length > 0) fail('deliveries that disagree with their show', { profile, unknown })
  // D5: a key makes one delivery, and every answer to it names that one.
  const keys = deliveries.map(({ key }) => key)
  if (new Set(keys).size !== keys.length) fail('deliveries made twice by one key', { profile, keys })
  for (const [, { delivery }] of answers) {
    if (delivery === undefined) continue
    const made = deliveries.find(({ key }) => key === delivery.idempotency_key)
    if (made?.id !== delivery.id) fail('deliveries made twice by one key', { profile, delivery, made })
  }
  if (deliveries.filter(({ state }) => state === 'pending').length > 3) {
    fail('more than 3 pending deliveries', { profile, deliveries })
  }
}

console.log(`checked: ${JSON.stringify({ profiles: kept.length, ...count })}`)
for (const [rule, { times, first }] of broken) {
  console.log(`${String(times).padStart(6)} ${rule}`)
  for (const one of first) console.log(`       ${one}`)
}
// Where nothing happened nothing was checked.
if (count.shows === 0 || [...broken.values()].some(({ times }) => times > 0)) process.exitCode = 3
