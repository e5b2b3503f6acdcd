import { Pasts } from '../../eligibility/past.js'
import type { Engine } from '../../engine/index.js'
import type { Instant } from '../../model/index.js'
import { Sessions } from '../metrics/sessions.js'
import { visitFull } from '../metrics/utilisation.js'
import type { StoryCursor } from './cursor.js'

/** A time for which a limit group was full for one person. */
export interface FullStretch {
  /** The show that filled it, and what was shown. */
  readonly from: Instant
  readonly experienceId: string
  /** It has room again, or the person's last event; never before `from`. */
  readonly until: Instant
}

/** When a limit group was full for one person. */
export interface FullLimit {
  readonly groupId: string
  /** Its size is 0: it never has room, and no show fills it. */
  readonly isAlwaysFull: boolean
  readonly stretches: readonly FullStretch[]
}

/**
 * When each limit group was full in a life, by the catalog as it stands at its end (L8): what `simulate` sums up for all.
 *
 * @param cursor anywhere in the story; it is at its end afterwards
 */
export function fullLimits(cursor: StoryCursor, engine: Engine): readonly FullLimit[] {
  const sessions = new Sessions()
  cursor.goTo(0)
  let until = 0
  for (let event = cursor.forward(); event !== null; event = cursor.forward()) {
    until = event.at
    if (engine.sessionGroups.length > 0 && event.kind !== null && event.kind !== 'peek') sessions.note(cursor.state)
  }
  const profile = cursor.state
  const seen = { engine, profile, pasts: new Pasts(engine, profile), sessions: sessions.of(profile.id), until }
  return engine.groups.map((group) => {
    const stretches: FullStretch[] = []
    visitFull(group, seen, (from, until, experienceId) => stretches.push({ from, until, experienceId }))
    return { groupId: group.source.id, isAlwaysFull: group.source.rateLimitSize === 0, stretches }
  })
}
