import type { Change, ChangeActor } from './change.js'

/** A change with the names that the search knows it by, and its place in every order. */
export interface Step<C extends Change = Change> {
  readonly change: C
  /** What it changes, whatever to: no set has two steps of one key. */
  readonly key: string
  /** What it changes, and to what. */
  readonly name: string
  readonly actor: number
  /** By actor, then by kind. */
  readonly rank: number
}

export function step<C extends Change>(change: C): Step<C> {
  const target = targetOf(change)
  const key = target === '' ? change.kind : `${change.kind} ${target}`
  const value = whatTo(change)
  const actor = actors.indexOf(change.by)
  return {
    change,
    key,
    name: value === undefined ? key : `${key} = ${JSON.stringify(value)}`,
    actor,
    rank: 100 * actor + kinds[change.kind],
  }
}

const actors: readonly ChangeActor[] = ['time', 'user', 'author', 'nobody']

/** Within one actor: what is nearer to what was asked comes first. A kind that is missing here does not compile. */
const kinds: Readonly<Record<Change['kind'], number>> = {
  wait: 0,
  load: 1,
  page: 2,
  trigger: 3,
  track: 4,
  trait: 5,
  enable: 6,
  delivery: 7,
  delivery_position: 8,
  remove_delivery: 9,
  publish: 10,
  unpublish: 11,
  position: 12,
  automatic_order: 13,
  group_size: 14,
  exempt: 15,
  recurrence: 16,
  control_group: 17,
  url_rules: 18,
  segment: 19,
  without_show: 20,
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
