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
import { describe, explain } from 'oncue/explain'

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
      const { href } = event.value
      const { candidates, settled } = describe(explain(engine, profile, { href }, at))
      const delivery = [...candidates, ...settled].find(({ id }) => id === 'tuesday')
      told.push(`${formatInstant(at)} ${href}: ${delivery?.sentence}`)
    }
    const change = toProfileEvent(event.value)
    if (change !== null) profile = step(engine, profile, change).profile
  }
  return told
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const text = readFileSync(new URL('demo/catalog.yaml', import.meta.url), 'utf8')
  for (const line of troubleshoot(text)) console.log(line)
}
