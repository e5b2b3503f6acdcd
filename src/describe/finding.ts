import type { CheckName, Finding } from '../explain/index.js'
import type { Instant } from '../model/index.js'
import { conditionEvidence } from './condition.js'
import { counted } from './count.js'
import type { Evidence } from './evidence.js'
import { groupEvidence } from './group.js'
import { listed } from './listed.js'
import { quoted } from './quoted.js'
import { recurs } from './recurrence.js'
import { triggerWords } from './trigger.js'
import { type DescribeOptions, type Voice, voiceOf } from './voice.js'

/** One check in words: what it is called, what it compared, and the evidence line by line. */
export interface FindingWords {
  readonly check: CheckName
  readonly passes: boolean
  /** The check as people say it: `limits`, `page`, `dates`. */
  readonly name: string
  /** What it compared, on one line. */
  readonly words: string
  /** The rules, the segment's tree, or the limit groups and the shows that fill them. */
  readonly parts: readonly Evidence[]
}

/**
 * One check in words.
 *
 * @param at the instant of the explanation, in milliseconds since the epoch (T2)
 * @example
 * ```ts
 * import { describeFinding } from 'oncue/explain'
 *
 * const from = Date.UTC(2029, 1, 4)
 * describeFinding({ check: 'window', passes: false, from, until: null }, Date.UTC(2029, 1, 3)).words // 'from 4 Feb 2029 00:00 UTC'
 * ```
 */
export function describeFinding(finding: Finding, at: Instant, options: DescribeOptions = {}): FindingWords {
  const voice = voiceOf(options)
  const { check, passes } = finding
  return { check, passes, name: checkNames[check], words: wordsOf(finding, at, voice), parts: partsOf(finding, voice) }
}

/** Each check as people say it. */
export const checkNames: Readonly<Record<CheckName, string>> = {
  window: 'dates',
  live: 'live',
  control_group: 'control group',
  url: 'page',
  segment: 'segment',
  once: 'once',
  history: 'history',
  limits: 'limits',
  triggers: 'triggers',
}

function wordsOf(finding: Finding, at: Instant, voice: Voice): string {
  switch (finding.check) {
    case 'window':
      return dates(finding, voice)
    case 'live':
      return publication(finding, at, voice)
    case 'control_group':
      if (finding.range === null) return 'no experiment'
      return `its percent is ${finding.percent}, the control group has ${finding.range[0]} to ${finding.range[1]}`
    case 'url':
      if (finding.skipped) return 'not asked: skip_url_match'
      if (finding.arrived) return 'arrived where the delivery sent it'
      return finding.rules.length === 0
        ? 'every page'
        : `${finding.op === 'any' ? 'one' : 'all'} of its rules must match`
    case 'segment':
      if (finding.skipped) return 'not asked: use_segmentation is false'
      return finding.tree === null ? 'everyone' : 'its conditions'
    case 'once':
      return finding.once ? `seen ${counted(finding.shows, 'time')} before` : 'not asked: once is false'
    case 'history':
      return `${past(finding, voice)}; ${recurs(finding.recurrence)}`
    case 'limits':
      if (finding.exempt) return 'exempt: rate_unlimit_at is set'
      return finding.groups.length === 0 ? 'in no limit group' : `in ${counted(finding.groups.length, 'limit group')}`
    case 'triggers':
      if (finding.skipped) return 'not asked: skip_triggers'
      return finding.triggers.length === 0
        ? 'waits for nothing'
        : `waits for ${listed(finding.triggers.map(triggerWords), 'or')}`
  }
}

function dates({ from, until }: Finding & { readonly check: 'window' }, { time }: Voice): string {
  if (from === null && until === null) return 'no dates'
  const parts = [from === null ? '' : `from ${time(from)}`, until === null ? '' : `until ${time(until)}`]
  return parts.filter((part) => part !== '').join(' ')
}

/** C2: since when, until when, or why not. */
export function publication(finding: Finding & { readonly check: 'live' }, at: Instant, { time }: Voice): string {
  const { publishedAt, unpublishedAt, removed, passes } = finding
  if (removed) return 'not in the catalog any more'
  if (publishedAt === null) return 'never published'
  if (publishedAt <= at) {
    if (!passes) return `unpublished at ${time(unpublishedAt ?? at)}`
    const until = unpublishedAt === null ? '' : ` until ${time(unpublishedAt)}`
    return `published since ${time(publishedAt)}${until}`
  }
  const planned = `to be published at ${time(publishedAt)}`
  // An end before its beginning: the publication never comes.
  const isVoid = unpublishedAt !== null && unpublishedAt <= publishedAt
  return isVoid ? `${planned}, but unpublished before that, at ${time(unpublishedAt)}` : planned
}

function past({ endedAt, deferUntil }: Finding & { readonly check: 'history' }, { time }: Voice): string {
  const ended = endedAt === null ? 'not ended before' : `ended at ${time(endedAt)}`
  return deferUntil === null ? ended : `${ended}, snoozed until ${time(deferUntil)}`
}

function partsOf(finding: Finding, voice: Voice): readonly Evidence[] {
  switch (finding.check) {
    case 'url':
      if (finding.skipped || finding.arrived) return []
      return finding.rules.map(({ url, matchType, matches }) => ({
        passes: matches,
        words: `${matchType} ${quoted(url)}`,
        parts: [],
      }))
    case 'segment':
      return finding.skipped || finding.tree === null ? [] : [conditionEvidence(finding.tree, voice)]
    case 'limits':
      return finding.groups.map((group) => groupEvidence(group, voice))
    default:
      return []
  }
}
