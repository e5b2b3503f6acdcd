import type { Engine, Instant, Page, Profile } from '../../index.js'
import type { Engines } from './engines.js'
import type { Story, StoryStep } from './story.js'

/** What is asked where the clock stands. */
export interface Question {
  /** A line or a timer that asks, or what would show if the page were loaded now. */
  readonly kind: 'page' | 'peek' | 'trigger' | 'timer' | 'now'
  /** Of the line that asks. */
  readonly line: number | null
  readonly engine: Engine
  /** As it stands when it is asked. */
  readonly profile: Profile
  readonly page: Page
  readonly at: Instant
}

/**
 * What is asked at an instant: by the last line of that instant that asks something, otherwise a load of the page on
 * which the person then is. `null` where no page is known.
 */
export function questionAt(story: Story, engines: Engines, at: Instant): Question | null {
  const count = story.until(at)
  for (let k = count - 1; story.steps[k]?.at === at; k -= 1) {
    const { asks, engine, line } = story.steps[k] as StoryStep
    if (asks !== null) return { kind: kindOf(asks, line), line, engine, profile: story.before(k), page: asks, at }
  }
  const profile = story.before(count)
  const href = profile.pageHref ?? nextHref(story, count)
  if (href === null) return null
  return { kind: 'now', line: null, engine: engines.at(at), profile, page: { href }, at }
}

function kindOf({ trigger, peek = false }: Page, line: number | null): Question['kind'] {
  if (trigger === undefined) return peek ? 'peek' : 'page'
  return line === null ? 'timer' : 'trigger'
}

function nextHref({ steps }: Story, from: number): string | null {
  for (let k = from; k < steps.length; k += 1) {
    const { asks } = steps[k] as StoryStep
    if (asks !== null) return asks.href
  }
  return null
}
