import { formatInstant } from '../../conditions/index.js'
import type { CheckName, Finding, GroupFinding } from '../../explain/index.js'
import type { Instant, Recurrence, Trigger } from '../../model/index.js'
import type { Colours } from './colours.js'
import { renderCondition, tick } from './condition.js'
import { counted, value, visible } from './text.js'

/** What a check found: its answer and the values that it compared, on one line; what has parts, on more. */
export function renderFinding(finding: Finding, now: Instant, colours: Colours): string {
  const name = checkNames[finding.check].padEnd(nameWidth)
  return `  ${tick(finding.passes, colours)} ${name}  ${words(finding, now)}\n${parts(finding, colours)}`
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

const nameWidth = Math.max(...Object.values(checkNames).map(({ length }) => length))

function words(finding: Finding, now: Instant): string {
  switch (finding.check) {
    case 'window':
      return dates(finding.from, finding.until)
    case 'live':
      return publication(finding, now)
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
      return history(finding)
    case 'limits':
      if (finding.exempt) return 'exempt: rate_unlimit_at is set'
      return finding.groups.length === 0 ? 'in no limit group' : `in ${counted(finding.groups.length, 'limit group')}`
    case 'triggers':
      if (finding.skipped) return 'not asked: skip_triggers'
      return finding.triggers.length === 0
        ? 'waits for nothing'
        : `waits for ${finding.triggers.map(trigger).join(' or ')}`
  }
}

function dates(from: Instant | null, until: Instant | null): string {
  if (from === null && until === null) return 'no dates'
  const start = from === null ? '' : `from ${formatInstant(from)}`
  const end = until === null ? '' : `until ${formatInstant(until)}`
  return [start, end].filter((part) => part !== '').join(' ')
}

function publication(finding: Finding & { check: 'live' }, now: Instant): string {
  const { publishedAt, unpublishedAt, removed } = finding
  if (removed) return 'not in the catalog any more'
  if (publishedAt === null) return 'never published'
  if (publishedAt > now) return `to be published at ${formatInstant(publishedAt)}`
  if (unpublishedAt === null) return `published since ${formatInstant(publishedAt)}`
  const end = `${finding.passes ? 'until' : 'unpublished at'} ${formatInstant(unpublishedAt)}`
  return finding.passes ? `published since ${formatInstant(publishedAt)} ${end}` : end
}

function history({ recurrence, endedAt, deferUntil }: Finding & { check: 'history' }): string {
  const ended = endedAt === null ? 'not ended before' : `ended at ${formatInstant(endedAt)}`
  const snooze = deferUntil === null ? '' : `, snoozed until ${formatInstant(deferUntil)}`
  return `${ended}${snooze}; ${recurs(recurrence)}`
}

function recurs(recurrence: Recurrence): string {
  switch (recurrence.kind) {
    case 'none':
      return 'shows until it is ended, and never again'
    case 'page':
      return 'may show on every page load'
    case 'every':
      return `may show again ${counted(recurrence.amount, recurrence.unit)} after it ended`
    case 'event':
      return `may show again once ${value(recurrence.event)} is tracked after it ended`
  }
}

function trigger(one: Trigger): string {
  if (one.on === 'time_on_page') return `${counted(one.seconds, 'second')} on the page`
  const of = [one.element, one.name].filter((part) => part !== null).map((part) => value(part))
  return [one.on, ...of].join(' ')
}

const indent = ' '.repeat(6)

function parts(finding: Finding, colours: Colours): string {
  switch (finding.check) {
    case 'url':
      if (finding.skipped || finding.arrived) return ''
      return finding.rules
        .map(({ url, matchType, matches }) => `${indent}${tick(matches, colours)} ${matchType} ${value(url)}\n`)
        .join('')
    case 'segment':
      return finding.skipped || finding.tree === null ? '' : renderCondition(finding.tree, indent, colours)
    case 'limits':
      return finding.groups.map((group) => renderGroup(group, colours)).join('')
    default:
      return ''
  }
}

/** L9: the group as it stands, the shows that fill it, and when it has room again. */
function renderGroup({ id, full, size, count, shows, roomAt }: GroupFinding, colours: Colours): string {
  const state = full ? `is full: ${count} of ${size}` : `has room: ${count} of ${size}`
  const lines = [`${tick(!full, colours)} ${visible(id)} ${state}`]
  if (full) {
    for (const show of shows)
      lines.push(`  filled by ${visible(show.experienceId)} at ${formatInstant(show.startedAt)}`)
    lines.push(roomAt === null ? '  no room again by waiting' : `  room again at ${formatInstant(roomAt)}`)
  }
  return lines.map((line) => `${indent}${line}\n`).join('')
}
