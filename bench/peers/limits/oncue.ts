import { Subject } from '../../../src/eligibility/subject.js'
import type { CompiledExperience } from '../../../src/engine/index.js'
import { type Draft, record } from '../../../src/history/record.js'
import { compile } from '../../../src/index.js'
import type { Contestant } from '../glue.js'
import type { Offers } from './course.js'

/** What a decision of oncue asks about limits, without the rest of the decision. */
export function oncueLimits({ workload: { catalog, profiles } }: Offers): Contestant {
  const engine = compile(catalog)
  const offered = new Map(engine.experiences.map((one) => [one.source.id, one]))
  const people = profiles.map((one) => {
    const draft: Draft = { ...one }
    return { draft, subject: new Subject(engine, draft), shows: 0 }
  })
  const page: Contestant['page'] = ({ who, href, at }) => {
    const person = people[who] as (typeof people)[number]
    const { draft, subject } = person
    subject.refresh()
    for (const group of (offered.get(href) as CompiledExperience).groups) if (at < subject.roomAt(group)) return null
    person.shows += 1
    const interactionId = `${draft.id}:${person.shows}`
    record(draft, { type: 'show', at, href, experienceId: href, deliveryId: null, interactionId, completed: true })
    return href
  }
  return { page, learn: page }
}
