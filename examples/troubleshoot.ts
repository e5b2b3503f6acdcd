/**
 * Why did Tuesday's delivery not fire? One person's week, replayed line by line, asking at every page load what became
 * of the delivery.
 *
 * Run it: npx tsx examples/troubleshoot.ts
 */
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { compile, formatInstant, profile as newProfile, step } from 'oncue'
import { parseCatalog, readTraceEvent, toProfileEvent } from 'oncue/authoring'
import { commit, createDelivery } from 'oncue/deliveries'
import { type CandidateExplanation, type ConditionExplanation, explain } from 'oncue/explain'

/** What is known of u7: lines of a trace. */
const week = [
  {
    type: 'identify',
    at: '2029-03-12T09:00:00Z',
    traits: { plan: 'trial', role: 'owner', signed_up_at: '2029-02-20' },
  },
  {
    type: 'deliver',
    at: '2029-03-13T09:00:00Z',
    model_kind: 'survey',
    model_id: 'plan_survey',
    from: '2029-03-14',
    use_segmentation: true,
    skip_url_match: false,
  },
  { type: 'page', at: '2029-03-13T10:00:00Z', href: 'https://app.example.com/billing' },
  { type: 'page', at: '2029-03-14T10:00:00Z', href: 'https://app.example.com/dashboard' },
  { type: 'identify', at: '2029-03-15T08:00:00Z', traits: { plan: 'team' } },
  { type: 'page', at: '2029-03-15T10:00:00Z', href: 'https://app.example.com/billing' },
  { type: 'page', at: '2029-03-16T10:00:00Z', href: 'https://app.example.com/billing' },
]

/** One line for each page load: when, where, and what kept the delivery from showing. */
export function troubleshoot(catalogText: string, lines: readonly object[] = week): readonly string[] {
  const read = parseCatalog(catalogText)
  if (!read.ok) throw new Error(read.problems[0].message)
  const catalog = read.value
  const engine = compile(catalog)
  let profile = newProfile('u7')
  const scene = {
    settings: catalog.settings,
    experience: (id: string) => catalog.experiences.find((experience) => experience.id === id),
    profileById: () => profile,
    profileIdByUid: () => undefined,
    profileIdByEmail: () => undefined,
  }
  const told: string[] = []
  for (const line of lines) {
    const event = readTraceEvent({ ...line, profile_id: 'u7' })
    if (!event.ok) throw new Error(event.problems[0].message)
    const { type, at } = event.value
    if (type === 'deliver') {
      const committed = commit(profile, createDelivery(scene, event.value.params, { now: at, id: 'tuesday' }))
      if ('body' in committed) throw new Error(committed.body.messages[0])
      profile = committed.profile
    }
    if (type === 'page') {
      const { candidates, settled } = explain(engine, profile, { href: event.value.href }, at)
      const delivery = candidates.find(({ id }) => id === 'tuesday')
      const reason = delivery === undefined ? settled.find(({ id }) => id === 'tuesday')?.code : inWords(delivery)
      told.push(`${formatInstant(at)} ${event.value.href}: ${reason}`)
    }
    const change = toProfileEvent(event.value)
    if (change !== null) profile = step(engine, profile, change).profile
  }
  return told
}

/** The code, the values behind it, and whether waiting helps. */
function inWords({ code, nextAt, findings }: CandidateExplanation): string {
  const segment = findings.find((finding) => finding.check === 'segment')
  const because = code === 'segment_mismatch' && segment !== undefined ? `, ${failing(segment.tree).join(', ')}` : ''
  return `${code}${because}${nextAt === null ? '' : `, until ${formatInstant(nextAt)}`}`
}

/** The comparisons that said no, with what they found. */
function failing(tree: ConditionExplanation | null): readonly string[] {
  if (tree === null || tree.holds) return []
  switch (tree.kind) {
    case 'comparison':
      return [`${tree.fact} is ${JSON.stringify(tree.actual)}, not ${tree.operator} ${JSON.stringify(tree.value)}`]
    case 'all':
    case 'any':
      return tree.conditions.flatMap(failing)
    case 'segment':
      return failing(tree.condition)
    case 'not':
      return ['what must not hold does']
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const text = readFileSync(new URL('demo/catalog.yaml', import.meta.url), 'utf8')
  for (const line of troubleshoot(text)) console.log(line)
}
