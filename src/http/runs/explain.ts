import { quote } from '../../authoring/quote.js'
import { formatInstant } from '../../conditions/index.js'
import { counterfactuals } from '../../counterfactual/index.js'
import { describe, describeCounterfactual } from '../../describe/index.js'
import { validUntil } from '../../eligibility/valid-until.js'
import { type Explanation, explain } from '../../explain/index.js'
import { writeCounterfactual } from '../../simulator/output-counterfactual.js'
import { writeExplanation } from '../../simulator/output-explanation.js'
import type { Query } from '../read-query.js'
import { ok, type Reading, refuse } from '../reply.js'
import type { Run } from './run.js'

/**
 * Why would it show to a profile on a page now, or not: every check of every candidate (X1), in words too, and on request
 * what would have made it show (X4). A page load is thought, not recorded: nothing is written.
 */
export const runExplain: Run = async ({ query, now }, { store, worlds }) => {
  const read = readQuestion(query)
  if (!read.ok) return read.reply
  const { profileId, href, peek, wants, only } = read.value
  const { profile, version, catalogVersion } = await store.load(profileId)
  if (version === 0) {
    return refuse(404, [`profile_id: unknown profile: ${quote(profileId)}; name one that exists`])
  }
  const { engine } = await worlds.at(catalogVersion)
  const page = { href, peek }
  const explanation = narrowed(explain(engine, profile, page, now), only)
  if (explanation === null) {
    return refuse(404, [
      `candidate: neither an experience nor a delivery of the profile: ${quote(only)}; name one of them`,
    ])
  }
  const until = validUntil(engine, profile, page, now)
  const found = wants ? counterfactuals(engine, profile, page, now, only === null ? {} : { of: [only] }) : null
  return ok({
    ...writeExplanation(explanation),
    valid_until: until === null ? null : formatInstant(until),
    words: wordsOf(explanation),
    ...(found === null
      ? {}
      : { counterfactuals: found.map((one) => ({ ...writeCounterfactual(one), words: describeCounterfactual(one) })) }),
  })
}

interface Question {
  readonly profileId: string
  readonly href: string
  readonly peek: boolean
  /** Whether counterfactuals are. */
  readonly wants: boolean
  readonly only: string | null
}

const maxHrefLength = 8_192

function readQuestion({
  profile_id: profileId = '',
  href,
  peek,
  counterfactuals,
  candidate,
}: Query): Reading<Question> {
  const messages: string[] = []
  if (profileId === '') messages.push('profile_id: missing; say whom it is about')
  if (profileId.length > 256) messages.push('profile_id: longer than 256 characters; name a profile that exists')
  if (href === undefined) messages.push('href: missing; say which page it is about')
  else if (href.length > maxHrefLength) messages.push(`href: longer than ${maxHrefLength} characters; shorten it`)
  for (const [name, value] of Object.entries({ peek, counterfactuals })) {
    if (value === undefined || value === 'true' || value === 'false') continue
    messages.push(`${name}: not a boolean: ${quote(value)}; write true or false`)
  }
  if (messages.length > 0 || href === undefined) return { ok: false, reply: refuse(422, messages) }
  const value = { profileId, href, peek: peek === 'true', wants: counterfactuals === 'true', only: candidate ?? null }
  return { ok: true, value }
}

/** Only one candidate, with what there is to know of the whole page load; `null` where there is none of that id. */
function narrowed(explanation: Explanation, only: string | null): Explanation | null {
  if (only === null) return explanation
  const candidates = explanation.candidates.filter(({ id }) => id === only)
  const settled = explanation.settled.filter(({ id }) => id === only)
  return candidates.length + settled.length === 0 ? null : { ...explanation, candidates, settled }
}

function wordsOf(explanation: Explanation) {
  const { verdict, candidates, settled } = describe(explanation)
  return {
    verdict,
    candidates: candidates.map(({ id, sentence, outlook }) => ({ id, sentence, outlook })),
    settled: settled.map(({ id, sentence }) => ({ id, sentence })),
  }
}
