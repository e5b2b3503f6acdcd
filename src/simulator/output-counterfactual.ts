import { formatInstant } from '../conditions/index.js'
import type { Change, Counterfactual } from '../counterfactual/index.js'

/** What it would have taken for one candidate to show (X4), as data: snake_case, instants as text. */
export interface CounterfactualOutput {
  readonly id: string
  readonly via: Counterfactual['via']
  readonly experience_id: string
  readonly code: Counterfactual['code']
  /** Sets of changes, the smallest first; all of one set are needed. */
  readonly sets: readonly (readonly ChangeOutput[])[]
  readonly more: boolean
  readonly never: boolean
}

/** One change: its own keys beside these two. */
export interface ChangeOutput {
  readonly kind: Change['kind']
  readonly by: Change['by']
  readonly [detail: string]: unknown
}

/** Writes counterfactuals for machines. Plain data: it survives `JSON.stringify`. */
export const writeCounterfactual = ({
  id,
  via,
  experienceId,
  code,
  sets,
  more,
  never,
}: Counterfactual): CounterfactualOutput => ({
  id,
  via,
  experience_id: experienceId,
  code,
  sets: sets.map((set) => set.map(writeChange)),
  more,
  never,
})

function writeChange(change: Change): ChangeOutput {
  const { kind, by } = change
  return { kind, by, ...details(change) }
}

function details(change: Change): Readonly<Record<string, unknown>> {
  switch (change.kind) {
    case 'load':
    case 'enable':
      return {}
    case 'wait':
      return { until: formatInstant(change.until) }
    case 'page': {
      const rules = change.rules.map(({ url, matchType, matches }) => ({ url, match_type: matchType, matches }))
      return { href: change.href, url_op: change.op, rules }
    }
    case 'trigger':
      return { trigger: change.trigger }
    case 'trait': {
      const { fact, path, from, to, operator, value, holds } = change
      return { fact, path, from, to, operator, value, holds }
    }
    case 'track':
      return { event: change.event }
    case 'delivery':
      return { delivery_id: change.deliveryId, ...deliveryField(change) }
    case 'delivery_position':
      return { delivery_id: change.deliveryId, above: change.above, to: change.to }
    case 'remove_delivery':
      return { delivery_id: change.deliveryId }
    case 'publish':
      return { experience_id: change.experienceId, at: formatInstant(change.at) }
    case 'unpublish':
    case 'url_rules':
    case 'segment':
    case 'exempt':
      return { experience_id: change.experienceId }
    case 'control_group':
      return { experience_id: change.experienceId, from: change.from }
    case 'recurrence':
      return { experience_id: change.experienceId, from: change.from, to: change.to }
    case 'group_size':
      return { group_id: change.groupId, from: change.from, to: change.to }
    case 'position':
      return { experience_id: change.experienceId, above: change.above, from: change.from, to: change.to }
    case 'automatic_order':
      return { to: change.to }
    case 'without_show': {
      const { interactionId, experienceId, at } = change
      return { interaction_id: interactionId, experience_id: experienceId, at: formatInstant(at) }
    }
  }
}

/** The field as an update names it (D10). */
function deliveryField(change: Change & { readonly kind: 'delivery' }): Readonly<Record<string, unknown>> {
  switch (change.field) {
    case 'from':
    case 'until':
      return { field: change.field, from: formatInstant(change.from), to: null }
    case 'once':
      return { field: change.field, from: change.from, to: change.to }
    case 'useSegmentation':
      return { field: 'use_segmentation', from: change.from, to: change.to }
    case 'skipUrlMatch':
      return { field: 'skip_url_match', from: change.from, to: change.to }
    case 'skipTriggers':
      return { field: 'skip_triggers', from: change.from, to: change.to }
  }
}
