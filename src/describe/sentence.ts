import type { CheckName, Finding } from '../explain/index.js'
import type { Code, Instant } from '../model/index.js'
import { needed } from './condition.js'
import { counted } from './count.js'
import { publication } from './finding.js'
import { groupFull } from './group.js'
import { listed } from './listed.js'
import { pageNeeded } from './page.js'
import { named } from './quoted.js'
import { recurs } from './recurrence.js'
import { span } from './span.js'
import { triggerWords } from './trigger.js'
import type { Voice } from './voice.js'

/** What a sentence tells of: one candidate, or a delivery whose turn is over, on one page load. */
export interface Told {
  readonly at: Instant
  readonly href: string
  readonly profileId: string
  readonly experienceId: string
  /** The candidate, as a sentence names it: `nps`, `delivery d1 of nps`. */
  readonly subject: string
  /** What showed or redirected instead, named the same way. */
  readonly winner: string | null
  readonly nextAt: Instant | null
  /** None where the delivery's turn is over. */
  readonly findings: readonly Finding[]
  /** When the delivery's turn was over. */
  readonly settledAt: Instant | null
}

/** One sentence for each code: which candidate, what holds it back, and the evidence. */
export const sentences: Readonly<Record<Code, (told: Told, voice: Voice) => string>> = {
  shown: ({ subject }) => `${subject} shows: it is the first that passes every check`,

  redirected: (told, voice) =>
    `${told.subject} sends the page on to where ${what(told, voice)} starts: ${page(told)}, and every other check passes`,

  armed: (told) => {
    const { triggers } = evidence(told, 'triggers')
    return `${told.subject} does not show yet: it waits on this page for ${listed(triggers.map(triggerWords), 'or')}`
  },

  profile_disabled: (told) => held(told, `profile ${named(told.profileId)} is disabled, and shown nothing`),

  profile_unseen: (told) => held(told, `nothing was ever recorded of profile ${named(told.profileId)}`),

  before_from: (told, { time }) => {
    const from = evidence(told, 'window').from ?? told.at
    return held(told, `it begins at ${time(from)} (in ${span(from - told.at)})`)
  },

  after_until: (told, { time }) => {
    const until = evidence(told, 'window').until ?? told.at
    return held(told, `it was over at ${time(until)} (${span(told.at - until)} ago)`)
  },

  not_live: (told, voice) => {
    const words = publication(evidence(told, 'live'), told.at, voice)
    return held(
      told,
      `${what(told, voice)} is not live (${words}${told.nextAt === null ? '' : `, in ${span(told.nextAt - told.at)}`})`,
    )
  },

  url_mismatch: (told) => held(told, page(told)),

  segment_mismatch: (told, { name }) => {
    const { tree } = evidence(told, 'segment')
    const segment = tree?.kind === 'segment' ? `segment ${name('segment', tree.segmentId)}` : 'its segment'
    const because = tree === null ? '' : `, for which ${needed(tree)}`
    return held(told, `profile ${named(told.profileId)} is not in ${segment}${because}`)
  },

  already_seen: (told, voice) => {
    const seen = counted(evidence(told, 'once').shows, 'time')
    return held(told, `it is for those who never saw ${what(told, voice)}, which was seen ${seen}`)
  },

  recurrence: (told, { time }) => {
    const { recurrence, endedAt } = evidence(told, 'history')
    const ended = endedAt === null ? 'it ended before' : `it ended at ${time(endedAt)}`
    const freed = told.nextAt === null ? '' : `, from ${time(told.nextAt)}${free(told)}`
    return held(told, `${ended}, and ${recurs(recurrence)}${freed}`)
  },

  snoozed: (told, { time }) => {
    const until = told.nextAt ?? evidence(told, 'history').deferUntil ?? told.at
    return held(told, `it is snoozed until ${time(until)}${free(told)}`)
  },

  rate_limited: (told, voice) => {
    const full = evidence(told, 'limits').groups.filter((group) => group.full)
    return held(
      told,
      listed(
        full.map((group) => groupFull(group, told.at, voice)),
        'and',
      ),
    )
  },

  control_group: (told) => {
    const { percent, range } = evidence(told, 'control_group')
    const [from, to] = range ?? [0, 0]
    const ring = `${from} to ${to}${from > to ? ', around 100' : ''}`
    return held(told, `profile ${named(told.profileId)} is in its control group: percent ${percent} is within ${ring}`)
  },

  busy: (told) => held(told, 'the page is busy with something that has not ended'),

  outranked: (told) => held(told, told.winner === null ? 'something goes before it' : `${told.winner} goes before it`),

  triggered: (told, voice) => `${told.subject} does not show again: it showed${settled(told, voice)}`,

  discarded: (told, voice) => held(told, `it was discarded${settled(told, voice)}`),

  removed: (told, voice) => held(told, `it was removed${settled(told, voice)}`),

  dropped: (told, voice) => held(told, `it was dropped${settled(told, voice)} to make room`),
}

const held = ({ subject }: Told, because: string): string => `${subject} does not show: ${because}`

const what = ({ experienceId }: Told, { name }: Voice): string => name('experience', experienceId)

const page = (told: Told): string => pageNeeded(evidence(told, 'url'), told.href)

const free = ({ at, nextAt }: Told): string => (nextAt === null ? '' : ` (in ${span(nextAt - at)})`)

const settled = ({ settledAt }: Told, { time }: Voice): string => (settledAt === null ? '' : ` at ${time(settledAt)}`)

/** What the check that a code names has found. @throws where the candidate has no such check: then the code is wrong */
function evidence<Name extends CheckName>(
  { findings, subject }: Told,
  check: Name,
): Finding & { readonly check: Name } {
  const found = findings.find((finding): finding is Finding & { readonly check: Name } => finding.check === check)
  if (found === undefined) throw new Error(`no ${check} check in the explanation of ${subject}`)
  return found
}
