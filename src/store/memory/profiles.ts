import { byCodeUnit } from '../../model/by-code-unit.js'
import type { Delivery, Instant } from '../../model/index.js'
import { profile } from '../../model/index.js'
import { changedDeliveries, isListed, namesSet } from '../change-parts.js'
import { byAnswer, byName, newestFirst } from '../order.js'
import type {
  Answer,
  CommitOutcome,
  DeliveryQuery,
  Kept,
  Loaded,
  Name,
  ProfileChange,
  ProfileExport,
  ProfilePage,
} from '../store.js'
import { Shelf } from './shelf.js'

/** A profile and what was answered to it. */
interface Row extends Kept {
  readonly answers: Map<string, Answer>
}

/** Profiles, their answers, names and deliveries. */
export class MemoryProfiles {
  readonly deliveries = new Shelf<Delivery>(newestFirst)
  readonly #rows = new Shelf<Row>((a, b) => byCodeUnit(a.profile.id, b.profile.id))
  readonly #named = new Map<string, { readonly name: Name; readonly profileId: string }>()
  #version = 0

  load(profileId: string, eventId: string | null): Omit<Loaded, 'catalogVersion'> {
    const row = this.#rows.get(profileId)
    if (row === undefined) return { profile: profile(profileId), version: 0, answer: null }
    const { version, answers } = row
    return { profile: row.profile, version, answer: eventId === null ? null : (answers.get(eventId) ?? null) }
  }

  commit(change: ProfileChange, latestCatalog: number): CommitOutcome {
    const { base, events, answer, catalogVersion } = change
    const { id } = change.profile
    const row = this.#rows.get(id)
    const answered = answer === null ? undefined : row?.answers.get(answer.eventId)
    if (answered !== undefined) return { outcome: 'answered', answer: answered }
    if ((row?.version ?? 0) !== base.version) return { outcome: 'conflict' }
    if ((catalogVersion ?? latestCatalog) !== latestCatalog) return { outcome: 'conflict' }
    const deliveries = changedDeliveries(change)
    const taken = deliveries.find((one) => (this.deliveries.get(one.id)?.profileId ?? id) !== id)
    if (taken !== undefined) return { outcome: 'taken', deliveryId: taken.id }

    this.#version += 1
    const answers = row?.answers ?? new Map()
    if (answer !== null) answers.set(answer.eventId, answer)
    this.#rows.set(id, { profile: change.profile, version: this.#version, answers })
    for (const name of namesSet(events)) this.#named.set(keyOf(name), { name, profileId: id })
    for (const delivery of deliveries) this.deliveries.set(delivery.id, delivery)
    return { outcome: 'committed', version: this.#version }
  }

  list({ after = null, limit }: ProfilePage): readonly Kept[] {
    const rows = this.#rows.first(limit, ({ profile: { id } }) => after === null || id > after)
    return rows.map(toKept)
  }

  named(name: Name): string | null {
    return this.#named.get(keyOf(name))?.profileId ?? null
  }

  listDeliveries({ modelId, profileId, before, after, limit }: DeliveryQuery): readonly Delivery[] {
    return this.deliveries.first(
      limit,
      (one) =>
        isListed(one) &&
        (modelId ?? one.modelId) === one.modelId &&
        (profileId ?? one.profileId) === one.profileId &&
        (before == null || newestFirst(before, one) < 0) &&
        (after == null || newestFirst(one, after) < 0),
    )
  }

  export(profileId: string): Omit<ProfileExport, 'dispatches'> {
    const row = this.#rows.get(profileId)
    if (row === undefined) return { kept: null, names: [], answers: [] }
    const names = [...this.#named.values()].filter((one) => one.profileId === profileId).map(({ name }) => name)
    return { kept: toKept(row), names: names.sort(byName), answers: [...row.answers.values()].sort(byAnswer) }
  }

  /** @returns whether there was anything */
  erase(profileId: string): boolean {
    const row = this.#rows.get(profileId)
    if (row === undefined) return false
    for (const { id } of row.profile.deliveries) this.deliveries.delete(id)
    for (const [key, one] of this.#named) if (one.profileId === profileId) this.#named.delete(key)
    this.#rows.delete(profileId)
    return true
  }

  forgetAnswers(before: Instant): number {
    let forgotten = 0
    for (const { answers } of this.#rows.first(Number.POSITIVE_INFINITY, () => true)) {
      for (const [eventId, { at }] of answers) {
        if (at < before && answers.delete(eventId)) forgotten += 1
      }
    }
    return forgotten
  }
}

const toKept = ({ profile, version }: Kept): Kept => ({ profile, version })

const keyOf = (name: Name): string => JSON.stringify(name)
