import fc from 'fast-check'
import { type Delivery, delivery } from '../../src/model/delivery.js'
import { type Catalog, type Interaction, minuteMs, type Profile, profile } from '../../src/model/index.js'
import { eventNames, experienceIds, hrefs } from './arbitrary-catalog.js'
import { instantNear } from './arbitrary-instant.js'
import { automaticOrder } from './decide.js'
import { zones } from './zones.js'

const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined })

const seldom = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined, freq: 2 })

const instantTrait = (base: number) =>
  fc
    .tuple(instantNear(base), fc.boolean())
    .map(([at, asText]) => (asText ? new Date(at).toISOString() : Math.floor(at / 1000)))

/** Few traits with few values, each of which may be missing. */
export const arbitraryTraits = (base: number): fc.Arbitrary<Record<string, unknown>> =>
  fc
    .record({
      plan: maybe(fc.constantFrom('trial', 'pro', 'free')),
      seats: maybe(fc.constantFrom<unknown>(2, 3, 4, '5', 'many')),
      score: maybe(fc.constantFrom(2, 3, 4)),
      roles: maybe(fc.constantFrom<unknown>(['admin'], ['owner', 'admin'], [], 'admin')),
      company: maybe(fc.constantFrom<unknown>({ region: 'eu' }, { region: 'us' }, {}, 'eu')),
      signed_up: maybe(instantTrait(base)),
      renewed: maybe(instantTrait(base)),
      percent: maybe(fc.constantFrom<unknown>(0, 7.3, 25, 50, 87.3, 99.99, 100, -1, '50')),
      zone: maybe(fc.constantFrom(...Object.keys(zones), 'Mars/Olympus')),
    })
    .map((traits) => Object.fromEntries(Object.entries(traits).filter(([, value]) => value !== undefined)))

const groupKinds = [
  'automatic',
  'automatic',
  'automatic',
  'delivery',
  'link',
  'api_js',
  'launcher',
  'experiment',
  'campaign',
]

const arbitraryInteraction = (base: number): fc.Arbitrary<Interaction> =>
  fc
    .record({
      experienceId: fc.constantFrom(...experienceIds),
      startedAt: instantNear(base),
      groupKind: fc.constantFrom(...groupKinds),
      state: fc.constantFrom<Interaction['state']>('started', 'completed', 'exited', 'snoozed'),
      lastedMs: fc.constantFrom(0, 1, 30_000, 90 * minuteMs),
      deferUntil: instantNear(base),
    })
    .map(({ state, startedAt, lastedMs, deferUntil, ...rest }) => ({
      ...rest,
      id: '',
      startedAt,
      groupId: null,
      state,
      stateAt: state === 'started' ? null : startedAt + lastedMs,
      deferUntil: state === 'snoozed' ? deferUntil : null,
      assumed: state === 'completed' && lastedMs === 0,
    }))

/** Deliveries of the catalog's experiences, in every state and with every flag; their order is that of creation. */
export const arbitraryDeliveries = (catalog: Catalog, base: number, states: readonly Delivery['state'][]) =>
  fc.array(arbitraryDelivery(catalog, base, states), { maxLength: 4 }).map((deliveries) =>
    deliveries.map((one, index) => ({
      ...one,
      id: `d${index}`,
      createdAt: base - 1000 + index,
      updatedAt: base - 1000 + index,
    })),
  )

function arbitraryDelivery(
  catalog: Catalog,
  base: number,
  states: readonly Delivery['state'][],
): fc.Arbitrary<Delivery> {
  // D1: only the older dialect redirects.
  const mayRedirect = catalog.settings.dialect === '2021-08'
  return fc
    .record({
      // Those on few pages come up more often, since only they wait for a page or redirect to one.
      experience: fc.constantFrom(
        ...catalog.experiences,
        ...catalog.experiences.filter(({ urlRules }) => urlRules.length > 0),
      ),
      window: fc.tuple(seldom(instantNear(base)), seldom(instantNear(base))),
      useSegmentation: fc.constantFrom(false, false, true),
      once: fc.constantFrom(false, false, true),
      redirect: mayRedirect ? fc.constantFrom(true, true, true, false) : fc.constant(false),
      skipTriggers: fc.boolean(),
      skipUrlMatch: fc.constantFrom(true, false, false),
      state: fc.constantFrom(...states),
      discardReason: fc.constantFrom('segment_mismatch' as const, 'already_seen' as const),
      redirectState: fc.constantFrom<Delivery['redirectState']>(
        'none',
        'none',
        'none',
        'none',
        'sent',
        'arrived',
        'spent',
      ),
      redirectHref: fc.constantFrom(...hrefs),
    })
    .map(({ experience, window, state, discardReason, redirectState, redirectHref, ...flags }) => {
      const [from = null, until = null] = window
      const inOrder = from === null || until === null || from <= until
      const settledAt = state === 'pending' ? null : base - 1
      const shown = state === 'triggered'
      const sent = flags.redirect && !flags.skipUrlMatch && redirectState !== 'none'
      return delivery({
        id: '',
        createdAt: base,
        modelKind: experience.kind,
        modelId: experience.id,
        profileId: 'u1',
        ...flags,
        from: inOrder ? from : until,
        until: inOrder ? until : from,
        options: { of: experience.id },
        state,
        stateAt: settledAt,
        discardReason: state === 'discarded' ? discardReason : null,
        at: shown ? settledAt : null,
        atHref: shown ? redirectHref : null,
        interactionId: shown ? 'gone' : null,
        redirectState: sent ? redirectState : 'none',
        redirectHref: sent ? redirectHref : null,
      })
    })
}

const everyState: readonly Delivery['state'][] = [
  'pending',
  'pending',
  'pending',
  'triggered',
  'discarded',
  'removed',
  'dropped',
]

/** A profile in the middle of its life: shows around the base, some ahead of the clock, a page that may be open. */
export const arbitraryProfile = (catalog: Catalog, base: number): fc.Arbitrary<Profile> =>
  fc
    .record({
      id: fc.constantFrom('u1', 'u2', 'ünï'),
      unseen: fc.integer({ min: 0, max: 19 }).map((n) => n === 0),
      disabled: fc.integer({ min: 0, max: 19 }).map((n) => n === 0),
      busy: fc.integer({ min: 0, max: 9 }).map((n) => n === 0),
      traits: arbitraryTraits(base),
      interactions: fc.array(arbitraryInteraction(base), { maxLength: 8 }),
      deliveries: arbitraryDeliveries(catalog, base, everyState),
      deliveryOrder: fc.boolean(),
      tracked: fc.array(fc.tuple(fc.constantFrom(...eventNames), instantNear(base)), { maxLength: 2 }),
      pageAt: maybe(instantNear(base)),
      pageHref: fc.constantFrom(...hrefs),
      sessionAge: fc.constantFrom(0, 1, 30 * minuteMs, 90 * minuteMs, 91 * minuteMs),
      armedBits: fc.nat(),
    })
    .map(({ id, unseen, pageAt, pageHref, sessionAge, deliveryOrder, armedBits, tracked, ...rest }) => {
      const pending = rest.deliveries.filter(({ state }) => state === 'pending').map((one) => one.id)
      const deliveryIds = deliveryOrder ? pending : pending.reverse()
      const deliveries = rest.deliveries.map((one) => ({ ...one, profileId: id }))
      if (unseen) return profile(id, { disabled: rest.disabled, deliveries, deliveryIds })
      const page =
        pageAt === undefined
          ? {}
          : {
              pageAt,
              pageHref,
              sessionStartedAt: pageAt - sessionAge,
              busy: rest.busy,
              armed: rest.busy ? [] : armed(armedBits, catalog, deliveries, deliveryIds),
            }
      return profile(id, {
        seen: true,
        disabled: rest.disabled,
        traits: rest.traits,
        interactions: sorted(rest.interactions),
        deliveries,
        deliveryIds,
        trackedAt: Object.fromEntries(tracked),
        ...page,
      })
    })

const sorted = (interactions: readonly Interaction[]) =>
  interactions
    .map((one, index) => ({ ...one, id: `i${index}` }))
    .sort((a, b) => a.startedAt - b.startedAt || (a.id < b.id ? -1 : 1))

/** Some of what has triggers, in the order in which it may show. */
function armed(bits: number, catalog: Catalog, deliveries: readonly Delivery[], deliveryIds: readonly string[]) {
  const hasTriggers = (experienceId: string | undefined) =>
    (catalog.experiences.find(({ id }) => id === experienceId)?.triggers.length ?? 0) > 0
  const waiting = deliveryIds.filter((id) =>
    deliveries.some((one) => one.id === id && !one.skipTriggers && hasTriggers(one.modelId)),
  )
  const automatic = automaticOrder(catalog)
    .map(({ id }) => id)
    .filter(hasTriggers)
  return [...waiting, ...automatic].filter((_, index) => (bits & (1 << (index % 30))) !== 0)
}
