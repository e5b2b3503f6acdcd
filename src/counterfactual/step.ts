import type { Change } from './change.js'

/** A change with the names that the search knows it by. */
export interface Step<C extends Change = Change> {
  readonly change: C
  /** What it changes, whatever to: no set has two steps of one key. */
  readonly key: string
  /** What it changes, and to what. */
  readonly name: string
}

export const step = <C extends Change>(change: C): Step<C> => {
  const target = targetOf(change)
  const key = target === '' ? change.kind : `${change.kind} ${target}`
  const value = whatTo(change)
  return { change, key, name: value === undefined ? key : `${key} = ${JSON.stringify(value)}` }
}

/** What is changed. */
function targetOf(change: Change): string {
  switch (change.kind) {
    case 'trait':
      return JSON.stringify([change.fact, change.path])
    case 'track':
      return change.event
    case 'delivery':
      return `${change.field} ${change.deliveryId}`
    case 'delivery_position':
    case 'remove_delivery':
      return change.deliveryId
    case 'publish':
    case 'unpublish':
    case 'url_rules':
    case 'segment':
    case 'control_group':
    case 'recurrence':
    case 'exempt':
    case 'position':
      return change.experienceId
    case 'group_size':
      return change.groupId
    case 'without_show':
      return change.interactionId
    default:
      return ''
  }
}

/** What it is changed to, where it could be several things. */
function whatTo(change: Change): unknown {
  switch (change.kind) {
    case 'wait':
      return change.until
    case 'page':
      return change.href
    case 'trigger':
      return change.trigger
    case 'trait':
      return [typeof change.to, change.to]
    case 'group_size':
    case 'delivery_position':
    case 'position':
      return change.to
    default:
      return undefined
  }
}
