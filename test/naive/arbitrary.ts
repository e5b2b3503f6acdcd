import fc from 'fast-check'
import {
  type Catalog,
  dayMs,
  hourMs,
  minuteMs,
  type Page,
  type Profile,
  type ProfileEvent,
  parseWindow,
  profile,
  sessionGapMs,
  type Trigger,
} from '../../src/model/index.js'
import { arbitraryCatalog, elements, eventNames, experienceIds, hrefs } from './arbitrary-catalog.js'
import { arbitraryBase, arbitraryNudge, instantNear } from './arbitrary-instant.js'
import { arbitraryDeliveries, arbitraryProfile, arbitraryTraits } from './arbitrary-profile.js'
import { nextPeriodStart } from './calendar.js'

/** One question: a page load, a peek or a trigger, at an instant at which something may just turn. */
export interface Question {
  readonly catalog: Catalog
  readonly profile: Profile
  readonly page: Page
  readonly now: number
}

/** One user's life: what `step` is folded over. The events come in the order in which they are heard of. */
export interface Life {
  readonly catalog: Catalog
  readonly profile: Profile
  readonly events: readonly ProfileEvent[]
}

export const arbitraryQuestion: fc.Arbitrary<Question> = arbitraryBase.chain((base) =>
  arbitraryCatalog(base).chain((catalog) =>
    fc
      .record({
        profile: arbitraryProfile(catalog, base),
        href: fc.constantFrom(...hrefs),
        asking: fc.constantFrom('page', 'page', 'page', 'peek', 'trigger'),
        trigger: arbitraryTriggerEvent,
        boundary: fc.nat(),
        nudge: arbitraryNudge,
      })
      .map(({ profile, href, asking, trigger, boundary, nudge }) => {
        const instants = boundaries(catalog, profile, base)
        const now = (instants[boundary % instants.length] as number) + nudge
        if (asking === 'page') return { catalog, profile, page: { href }, now }
        const open = profile.pageHref ?? href
        if (asking === 'peek')
          return { catalog, profile, page: { href: boundary % 2 === 0 ? href : open, peek: true }, now }
        const awaited = boundary % 4 === 0 ? undefined : awaitedOn(catalog, profile, boundary)
        if (awaited === undefined) return { catalog, profile, page: { href: open, trigger }, now }
        const dueMs = awaited.on === 'time_on_page' ? awaited.seconds * 1000 : 0
        const soon = (profile.pageAt ?? base) + dueMs + nudge
        const happened = awaited.on === 'time_on_page' ? { on: awaited.on } : awaited
        return { catalog, profile, page: { href: open, trigger: happened }, now: boundary % 4 === 1 ? now : soon }
      }),
  ),
)

export const arbitraryLife: fc.Arbitrary<Life> = arbitraryBase.chain((base) =>
  arbitraryCatalog(base).chain((catalog) =>
    fc
      .record({
        id: fc.constantFrom('u1', 'ünï'),
        deliveries: arbitraryDeliveries(catalog, base, ['pending']),
        happenings: fc.array(arbitraryHappening(base), { minLength: 1, maxLength: 25 }),
      })
      .map(({ id, deliveries, happenings }) => {
        let clock = base - dayMs
        const events = happenings.map(({ afterMs, event, heardLateMs }): ProfileEvent => {
          clock += afterMs
          return { ...event, at: event.type === 'interaction' ? clock - heardLateMs : clock }
        })
        // D4, E4: made before the life begins, so nothing was sent anywhere yet.
        const fresh = deliveries.map((one) => ({
          ...one,
          profileId: id,
          redirectState: 'none' as const,
          redirectHref: null,
        }))
        const start = profile(id, { deliveries: fresh, deliveryIds: fresh.map((one) => one.id) })
        return { catalog, profile: start, events }
      }),
  ),
)

/** One of the triggers that the armed candidates wait for. */
function awaitedOn(catalog: Catalog, { armed, deliveries }: Profile, choice: number): Trigger | undefined {
  const experienceIds = armed.map((id) => deliveries.find((one) => one.id === id)?.modelId ?? id)
  const triggers = catalog.experiences.filter(({ id }) => experienceIds.includes(id)).flatMap((one) => one.triggers)
  return triggers[choice % Math.max(1, triggers.length)]
}

const arbitraryTriggerEvent = fc.oneof(
  fc.record({
    on: fc.constantFrom('click' as const, 'hover' as const, 'element_match' as const),
    element: fc.constantFrom(null, ...elements),
  }),
  fc.record({ on: fc.constant('custom' as const), name: fc.constantFrom(null, ...eventNames) }),
  fc.constant({ on: 'time_on_page' as const }),
)

/** Often within a session, often a window exactly, seldom long. Reports are mostly heard at once, else late, or ahead of the clock. */
const arbitraryHappening = (base: number) =>
  fc.record({
    afterMs: fc.constantFrom(
      0,
      1,
      1000,
      30_000,
      hourMs,
      hourMs,
      sessionGapMs,
      sessionGapMs + 1,
      2 * hourMs,
      dayMs,
      7 * dayMs,
    ),
    heardLateMs: fc.constantFrom(0, 0, 0, 0, 1, hourMs, dayMs, -1, -hourMs),
    event: arbitraryEvent(base),
  })

const arbitraryEvent = (base: number): fc.Arbitrary<ProfileEvent> =>
  fc.oneof(
    { weight: 8, arbitrary: fc.constantFrom(...hrefs).map((href) => ({ type: 'page' as const, at: 0, href })) },
    { weight: 2, arbitrary: arbitraryTraits(base).map((traits) => ({ type: 'identify' as const, at: 0, traits })) },
    {
      weight: 1,
      arbitrary: fc
        .constantFrom('plan', 'seats')
        .map((name) => ({ type: 'identify' as const, at: 0, traits: { [name]: null } })),
    },
    {
      weight: 1,
      arbitrary: fc
        .constantFrom(true, false, false)
        .map((disabled) => ({ type: 'identify' as const, at: 0, disabled })),
    },
    { weight: 2, arbitrary: fc.constantFrom(...eventNames).map((event) => ({ type: 'track' as const, at: 0, event })) },
    { weight: 4, arbitrary: arbitraryTriggerEvent.map((trigger) => ({ type: 'trigger' as const, at: 0, ...trigger })) },
    {
      weight: 6,
      arbitrary: fc
        .record({
          experienceId: fc.constantFrom(...experienceIds.slice(0, 4)),
          state: fc.constantFrom('started' as const, 'completed' as const, 'exited' as const, 'snoozed' as const),
          defer: instantNear(base),
          groupKind: fc.constantFrom(null, null, 'api_js', 'link', 'api_edit', 'somewhere'),
          groupId: fc.constantFrom(null, null, 'd0', 'd1'),
          interactionId: fc.constantFrom(null, null, null, 'x1', 'x2'),
        })
        .map(({ defer, ...rest }) => ({
          ...rest,
          type: 'interaction' as const,
          at: 0,
          deferUntil: rest.state === 'snoozed' ? defer : null,
        })),
    },
  )

/** Every instant that the catalog or the profile names, and those that a window or a wait leads to from there. */
function boundaries(catalog: Catalog, { interactions, deliveries, pageAt, traits }: Profile, base: number): number[] {
  const shows = interactions.flatMap((one) => [one.startedAt, one.stateAt ?? one.startedAt])
  const windows = catalog.limitGroups.map(({ rateLimitKind }) => parseWindow(rateLimitKind))
  const traitInstants = [traits.signed_up, traits.renewed].map((value) =>
    typeof value === 'number' ? value * 1000 : typeof value === 'string' ? Date.parse(value) : base,
  )
  return [
    base,
    ...catalog.experiences.flatMap((one) => [one.publishedAt, one.unpublishedAt]),
    ...deliveries.flatMap(({ from, until }) => [from, until]),
    ...interactions.map(({ deferUntil }) => deferUntil),
    ...shows,
    ...windows.flatMap((window) => {
      if (window?.kind === 'rolling') return shows.map((at) => at + window.windowMs)
      if (window?.kind !== 'calendar') return []
      return Object.keys(catalog.zones).map((zone) => nextPeriodStart(base - dayMs, window.unit, zone))
    }),
    ...[hourMs, dayMs, 7 * dayMs].flatMap((ms) => [...shows, ...traitInstants].map((at) => at + ms)),
    ...(pageAt === null
      ? []
      : [pageAt, pageAt + 1000, pageAt + 30_000, pageAt + 90 * minuteMs, pageAt + 91 * minuteMs]),
  ].filter((at): at is number => at !== null && Math.abs(at - base) < 400 * dayMs)
}
