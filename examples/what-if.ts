/**
 * What if two surveys a week were allowed, not one? The same trace, replayed under either catalog.
 *
 * Run it: npm run demo && npx tsx examples/what-if.ts
 */
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { editCatalog, parseDocument, readCatalog } from 'oncue/authoring'
import { openTrace, type Summary, simulate } from 'oncue/simulator'

export interface Difference {
  readonly experienceId: string
  readonly before: number
  readonly after: number
}

/**
 * Shows by experience without and with an edit, in show order.
 *
 * @param edit by collection; each object's named keys replace those of the one with its id
 */
export async function whatIf(catalogText: string, edit: object, tracePath: string): Promise<readonly Difference[]> {
  const parsed = parseDocument(catalogText)
  if (!parsed.ok) throw new Error(parsed.problems[0].message)
  const edited = editCatalog(parsed.value.value, edit)
  if (!edited.ok) throw new Error(edited.problems[0].message)
  const before = await replay(parsed.value.value, tracePath)
  const after = await replay(edited.value, tracePath)
  return before.experiences.map((experience, index) => ({
    experienceId: experience.id,
    before: experience.automatic + experience.delivered,
    after: (after.experiences[index]?.automatic ?? 0) + (after.experiences[index]?.delivered ?? 0),
  }))
}

async function replay(document: unknown, tracePath: string): Promise<Summary> {
  const catalog = readCatalog(document)
  if (!catalog.ok) throw new Error(catalog.problems[0].message)
  const { summary } = await simulate(catalog.value, await openTrace(tracePath))
  return summary
}

/** The experiment of this example. */
export const twoSurveysAWeek = { limit_groups: [{ id: 'one_survey_a_week', rate_limit_size: 2 }] }

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const pathOf = (name: string): string => fileURLToPath(new URL(`demo/${name}`, import.meta.url))
  const differences = await whatIf(
    readFileSync(pathOf('catalog.yaml'), 'utf8'),
    twoSurveysAWeek,
    pathOf('out/trace.jsonl'),
  )
  for (const { experienceId, before, after } of differences) {
    const change = after - before
    console.log(
      `${experienceId.padEnd(16)}${String(before).padStart(6)} → ${String(after).padStart(5)}  ${change > 0 ? '+' : ''}${change}`,
    )
  }
}
