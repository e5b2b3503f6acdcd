import { type Delivery, delivery } from '../../model/delivery.js'
import { type Profile, profile } from '../../model/index.js'
import { StoreFailure } from '../failure.js'
import { type State, upgrades } from './forms.js'
import { type InteractionRow, readInteraction, writeInteraction } from './interaction-row.js'
import { withoutDefaults } from './without-defaults.js'

/**
 * A profile's state as text: JSON of what is not as it is from the start, with the number of its form. It is written
 * anew on every page load, so its length is what a commit costs.
 *
 * Law: `readState(writeState(profile))` gives that profile again.
 */
export function writeState(given: Profile): string {
  const { id } = given
  const { interactions, deliveries, ...rest } = withoutDefaults(given, profile(id))
  return JSON.stringify({
    form: upgrades.length + 1,
    id,
    ...rest,
    ...(interactions && { interactions: interactions.map((one) => writeInteraction(one, id)) }),
    ...(deliveries && { deliveries: deliveries.map(writeDelivery) }),
  })
}

const writeDelivery = (given: Delivery): Partial<Delivery> => {
  const { id, createdAt, modelKind, modelId, profileId } = given
  const named = { id, createdAt, modelKind, modelId, profileId }
  return { ...named, ...withoutDefaults(given, delivery(named)) }
}

/**
 * Reads a state of this form or an earlier one.
 *
 * @throws StoreFailure `newer` for a later form, whose fields may mean what is not known here
 */
export function readState(text: string, steps = upgrades): Profile {
  const { form, ...written } = JSON.parse(text) as State & { readonly form: number }
  if (form > steps.length + 1) throw newer(written, form, steps.length + 1)
  // After the last step it is as this form is written.
  const state = steps.slice(form - 1).reduce((earlier, step) => step(earlier), written as State) as unknown as Written
  const { id, interactions = [], deliveries = [], ...rest } = state
  return profile(id, {
    ...rest,
    interactions: interactions.map((row) => readInteraction(row, id)),
    deliveries: deliveries.map(delivery),
  })
}

type Written = Partial<Omit<Profile, 'id' | 'interactions' | 'deliveries'>> & {
  readonly id: string
  readonly interactions?: readonly InteractionRow[]
  readonly deliveries?: readonly Parameters<typeof delivery>[0][]
}

function newer({ id }: State, form: number, known: number): StoreFailure {
  const message = `profile ${JSON.stringify(id)} is kept in form ${form}, which is newer than this library, which reads up to form ${known}`
  return new StoreFailure('newer', message, 'update oncue')
}
