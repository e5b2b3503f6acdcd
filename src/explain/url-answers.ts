import type { Candidate } from '../eligibility/candidate.js'
import type { Engine } from '../engine/index.js'
import { remembered } from '../engine/remembered.js'
import { explainUrlRules, type UrlRuleAnswer } from '../urls/index.js'

/** So many experiences' answers are kept at most, on however many pages that is. */
const maxAnswers = 16_384

type Page = (readonly UrlRuleAnswer[])[]

const known = new WeakMap<Engine, (href: string) => Page>()

/** What each experience's URL rules say of a page: the same for everybody, so it is worked out once while the page is asked about. */
export function urlAnswersOf(engine: Engine, href: string): (candidate: Candidate) => readonly UrlRuleAnswer[] {
  let pageOf = known.get(engine)
  if (pageOf === undefined) {
    pageOf = remembered(Math.ceil(maxAnswers / (engine.experiences.length + 1)), (): Page => [])
    known.set(engine, pageOf)
  }
  const page = pageOf(href)
  return ({ experience: { index, source } }) => {
    const answers = page[index] ?? explainUrlRules(source.urlRules, href)
    if (index >= 0) page[index] = answers
    return answers
  }
}
