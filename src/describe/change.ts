import type { Change, ChangeSet, DeliveryChange, PageChange, TraitChange } from '../counterfactual/index.js'
import type { ExperienceKind, Trigger } from '../model/index.js'
import { counted } from './count.js'
import { listed } from './listed.js'
import { asks, asksNot } from './operator-words.js'
import { pageAsks } from './page.js'
import { named, quoted } from './quoted.js'
import { recurs } from './recurrence.js'
import { triggerWords } from './trigger.js'
import { visible } from './visible.js'
import { type DescribeOptions, type Voice, voiceOf } from './voice.js'

/**
 * One change as what would have to be done: `wait until 3 Feb 2029 10:00 UTC`, `set plan to "pro" (it is "free")`.
 *
 * @example
 * ```ts
 * import { describeChange } from 'oncue/explain'
 *
 * describeChange({ kind: 'group_size', by: 'author', groupId: 'one_a_week', from: 1, to: 2 }) // 'raise one_a_week from 1 to 2'
 * ```
 */
export const describeChange = (change: Change, options: DescribeOptions = {}): string =>
  changeWords(change, voiceOf(options))

/** Changes that suffice together, in one clause. */
export function describeChangeSet(set: ChangeSet, options: DescribeOptions = {}): string {
  const voice = voiceOf(options)
  return listed(
    set.map((change) => changeWords(change, voice)),
    'and',
    set.length,
  )
}

function changeWords<Kind extends Change['kind']>(change: Change & { readonly kind: Kind }, voice: Voice): string {
  return words[change.kind](change, voice)
}

/** Every kind of change. */
const words: { readonly [Kind in Change['kind']]: (change: Change & { readonly kind: Kind }, voice: Voice) => string } =
  {
    wait: ({ until }, { time }) => `wait until ${time(until)}`,
    load: () => 'load the page',
    page,
    trigger: ({ trigger }) => happens(trigger),
    trait,
    track: ({ event }) => `track ${quoted(event)}`,
    enable: () => 'enable the profile',
    delivery,
    delivery_position: ({ deliveryId, above, to }) =>
      `place delivery ${named(deliveryId)} before ${named(above)} (delivery_ids_position ${to})`,
    remove_delivery: ({ deliveryId }) => `remove delivery ${named(deliveryId)}`,
    publish: ({ experienceId }, voice) => `publish ${experience(experienceId, voice)}`,
    unpublish: ({ experienceId }, voice) => `unpublish ${experience(experienceId, voice)}`,
    url_rules: ({ experienceId }, voice) => `give ${experience(experienceId, voice)} other URL rules`,
    segment: ({ experienceId }, voice) => `give ${experience(experienceId, voice)} another segment`,
    control_group: ({ experienceId, from }, voice) =>
      `take away the control group of ${experience(experienceId, voice)} (${from[0]} to ${from[1]})`,
    recurrence: ({ experienceId, from, to }, voice) =>
      `let ${experience(experienceId, voice)} recur so that it ${recurs(to)} (now it ${recurs(from)})`,
    group_size: ({ groupId, from, to }, { name }) => `raise ${name('limit group', groupId)} from ${from} to ${to}`,
    exempt: ({ experienceId }, voice) => `exempt ${experience(experienceId, voice)} from limits (rate_unlimit_at)`,
    position: ({ experienceId, above, to }, voice) =>
      `place ${experience(experienceId, voice)} before ${experience(above, voice)} (position ${to})`,
    automatic_order: ({ to: [first, second] }) => `let ${kinds[first]} go before ${kinds[second]} (automatic_order)`,
    without_show: ({ experienceId, at }, voice) =>
      `not have shown ${experience(experienceId, voice)} at ${voice.time(at)}`,
  }

const experience = (id: string, { name }: Voice): string => name('experience', id)

function page({ href, op, rules }: PageChange): string {
  const needed = rules.length === 0 ? '' : ` (it must ${pageAsks(rules, op)})`
  return `load another page, such as ${quoted(href)}${needed}`
}

function happens(trigger: Trigger): string {
  if (trigger.on !== 'time_on_page') return `make ${triggerWords(trigger)} on the page`
  return `stay on the page for ${counted(trigger.seconds, 'second')}`
}

/** What is there now, and where another value would do too what is asked of it. */
function trait({ fact, path, from, to, operator, value, holds }: TraitChange): string {
  const place = path === null ? named(fact) : `${named(fact)} ${visible(path)}`
  const now = from === undefined ? 'it is not set' : `it is ${quoted(from)}`
  if (to === undefined) return `take ${place} away (${now})`
  const asked = holds ? asks(operator, value) : asksNot(operator, value)
  const needed = asked === `be ${quoted(to)}` ? '' : `, and must ${asked}`
  return `set ${place} to ${quoted(to)} (${now}${needed})`
}

function delivery(change: DeliveryChange, { time }: Voice): string {
  const whose = `${fields[change.field]} of delivery ${named(change.deliveryId)}`
  if (change.field === 'from' || change.field === 'until') return `take away ${whose} (${time(change.from)})`
  return `set ${whose} to ${change.to}`
}

/** A delivery's fields as an update names them (D10). */
const fields: Readonly<Record<DeliveryChange['field'], string>> = {
  from: 'from',
  until: 'until',
  useSegmentation: 'use_segmentation',
  once: 'once',
  skipUrlMatch: 'skip_url_match',
  skipTriggers: 'skip_triggers',
}

const kinds: Readonly<Record<ExperienceKind, string>> = { tour: 'tours', survey: 'surveys' }
