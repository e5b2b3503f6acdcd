import { isDeepStrictEqual } from 'node:util'
import { apply, type Engine, type Profile, profile, type StepEvent, step } from 'oncue'
import type { ProfileExport } from 'oncue/store'
import type { ServedBody } from './served.js'

/**
 * Does a profile's life again, from the answers that were kept with it: each must come to what was answered, and the
 * end to the state that was kept.
 *
 * @returns what does not
 */
export function replayKept(engine: Engine, { kept, answers }: ProfileExport): readonly string[] {
  const bodies = answers.map(({ body }) => body as ServedBody).sort((a, b) => a.revision - b.revision)
  const wrong: string[] = []
  let now: Profile = profile(kept?.profile.id ?? '')
  for (const body of bodies) {
    const { event } = body
    if (event.type === 'deliveries') now = apply(now, event)
    else {
      const stepped = step(engine, now, event as StepEvent)
      now = stepped.profile
      const show = stepped.decision?.outcome === 'show' ? stepped.decision.interactionId : undefined
      if (show !== body.interaction_id) wrong.push(`${now.id} ${body.revision}: ${show}, was ${body.interaction_id}`)
    }
    if (now.version !== body.revision) wrong.push(`${now.id}: revision ${now.version}, was ${body.revision}`)
  }
  if (!isDeepStrictEqual(now, kept?.profile)) wrong.push(`${now.id}: another state than the one kept`)
  return wrong
}
