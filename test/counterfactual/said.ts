import type { Change, Counterfactual } from '../../src/explain.js'
import { formatInstant, type Trigger } from '../../src/index.js'

/** A change as a table shows it. */
export function said(change: Change): string {
  switch (change.kind) {
    case 'wait':
      return `wait until ${formatInstant(change.until)}`
    case 'load':
      return 'load the page'
    case 'page':
      return `page ${change.href}`
    case 'trigger':
      return pulled(change.trigger)
    case 'trait':
      return `${change.fact}${change.path ?? ''}: ${shown(change.from)} -> ${shown(change.to)}`
    case 'track':
      return `track ${change.event}`
    case 'enable':
      return 'enable the profile'
    case 'delivery':
      return `${change.deliveryId}.${change.field}: ${shown(change.from)} -> ${shown(change.to)}`
    case 'delivery_position':
      return `${change.deliveryId} before ${change.above}, at ${change.to}`
    case 'remove_delivery':
      return `remove ${change.deliveryId}`
    case 'publish':
      return `publish ${change.experienceId} at ${formatInstant(change.at)}`
    case 'unpublish':
      return `unpublish ${change.experienceId}`
    case 'url_rules':
      return `other URL rules for ${change.experienceId}`
    case 'segment':
      return `another segment for ${change.experienceId}`
    case 'control_group':
      return `no control group for ${change.experienceId}`
    case 'recurrence':
      return `${change.experienceId} recurs ${change.from.kind} -> ${change.to.kind}`
    case 'group_size':
      return `group ${change.groupId}: ${change.from} -> ${change.to}`
    case 'exempt':
      return `exempt ${change.experienceId}`
    case 'position':
      return `${change.experienceId} above ${change.above}: ${change.from} -> ${change.to}`
    case 'automatic_order':
      return `order ${change.to.join(', ')}`
    case 'without_show':
      return `without ${change.interactionId} of ${change.experienceId} at ${formatInstant(change.at)}`
  }
}

const pulled = (trigger: Trigger): string =>
  trigger.on === 'time_on_page'
    ? `stay for ${trigger.seconds} s`
    : `${trigger.on} ${trigger.element ?? trigger.name ?? 'anything'}`

const shown = (value: unknown): string => (value === undefined ? 'nothing' : JSON.stringify(value))

/** What is answered of one candidate: its code, then a line for each set. */
export const answered = ({ code, sets, more, never }: Counterfactual): readonly string[] => [
  code,
  ...sets.map((set) => set.map(said).join(' + ')),
  ...(more ? ['more'] : []),
  ...(never ? ['never'] : []),
]
