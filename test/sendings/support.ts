import { parseCatalog } from '../../src/authoring/index.js'
import { compile, type Engine } from '../../src/engine/index.js'
import { type Instant, type Profile, profile } from '../../src/model/index.js'
import {
  advance,
  cancelSending,
  createSending,
  type Gathered,
  gatherRecipientsNow,
  type Sending,
  type SendingOutcome,
  type SendingStatus,
} from '../../src/sendings/index.js'

export const minuteMs = 60_000
/** 2029-02-03T10:00:00Z. */
export const now = Date.UTC(2029, 1, 3, 10)

export const engineOf = (text: string): Engine => {
  const read = parseCatalog(text)
  if (!read.ok) throw new Error(read.problems.map(({ message }) => message).join('\n'))
  return compile(read.value)
}

export const engine = engineOf(`
segments:
  - { id: "15", conditions: { fact: plan, operator: equal, value: trial } }
  - { id: saw_nps, conditions: { fact: history.nps, path: $.shows, operator: greaterThan, value: 0 } }
  - { id: fresh, conditions: { fact: joined, operator: chameleon.gt-d, value: 1 } }
experiences:
  - { id: pricing, kind: tour, published_at: 2029-01-01 }
  - { id: nps, kind: survey, published_at: 2029-01-01 }
  - { id: gone, kind: tour, removed: true }
`)

/** One member, Ann, reachable by email and phone. */
export const ann = profile('ann', {
  seen: true,
  email: 'ann@example.com',
  traits: { msisdn: 4740769126, plan: 'trial' },
})
export const bob = profile('bob', { seen: true, traits: { app_token: 'b0b', plan: 'paid' } })

export const toAnn = { recipients: [{ member_id: 'ann' }] }

export function made(params: object = toAnn, at: Instant = now, in_: Engine = engine): Sending {
  return done(createSending(in_, params, { now: at, id: 's1' }))
}

export function done(outcome: SendingOutcome): Sending {
  if ('sending' in outcome) return outcome.sending
  throw new Error(JSON.stringify(outcome.body))
}

/** The status and faults of a refusal, each as "error | message"; the status of anything else. */
export const answer = (outcome: SendingOutcome): readonly unknown[] =>
  'body' in outcome
    ? [
        outcome.status,
        outcome.body.error,
        ...Object.entries(outcome.body.details).flatMap(([path, faults]) =>
          faults.map(({ error, message }) => `${path} ${error} | ${message}`),
        ),
      ]
    : [outcome.status]

export const gathered = (sending: Sending, profiles: readonly Profile[] = [ann, bob]): Gathered =>
  gatherRecipientsNow(engine, sending, profiles)

const inAnHour = { ...toAnn, schedule: { type: 'relative', in: '1 hour' } }
const begun = (params: object): Sending => advance(made(params), now).sending
const immediate = { ...toAnn, schedule: { type: 'immediate' } }
const early = { ...toAnn, schedule: { type: 'relative', in: '2 minutes', prescheduled: true } }
const prepared = (params: object): Sending => {
  const preparing = begun(params)
  return advance(preparing, now, { gathered: gathered(preparing) }).sending
}

/** A sending in each status at `now`. A status that is not here does not compile. */
export const inStatus: Readonly<Record<SendingStatus, () => Sending>> = {
  draft: () => made(toAnn),
  scheduled: () => made(inAnHour),
  preparing: () => begun(immediate),
  prepared: () => prepared(early),
  transmitting: () => prepared(immediate),
  transmitted: () => advance(prepared(immediate), now, { transmitted: 1 }).sending,
  skipped: () => {
    const preparing = begun(immediate)
    return advance(preparing, now, { gathered: gathered(preparing, []) }).sending
  },
  failed: () => advance(made(immediate, now - 20 * minuteMs), now).sending,
  cancelled: () => done(cancelSending(prepared(early), { now })),
}
