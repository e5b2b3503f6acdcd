import { type CommitOutcome, type Kept, memoryStore, type ProfileChange, type Store } from 'oncue/store'
import { checkStore } from 'oncue/store-kit'
import { expect, test } from 'vitest'

// Stores that are wrong in one way each: every one of them must be found out, and by what it is wrong in.

const failing = async (plant: (store: Store) => Store): Promise<readonly string[]> => {
  const results = await checkStore(async () => {
    const store = plant(memoryStore())
    return [store, store]
  })
  return results.filter(({ passed }) => !passed).map(({ name }) => name)
}

test('the store that they are made of has nothing that fails', async () => {
  expect(await failing((store) => store)).toEqual([])
})

/** Reads, decides and writes, and takes what it read for what is there: no version, no catalog's either, no key. */
function naive(): Store {
  const inner = memoryStore()
  const commit = async (change: ProfileChange): Promise<CommitOutcome> => {
    for (let { answer } = change; ; ) {
      const { version } = await inner.load(change.profile.id)
      // Whatever happened in between is written over.
      const base = { ...change.base, version }
      const outcome = await inner.commit({ ...change, base, catalogVersion: null, answer })
      if (outcome.outcome === 'answered') answer = null
      else if (outcome.outcome !== 'conflict') return outcome
    }
  }
  return { ...inner, commit }
}

test('a naive store shows too often, and the kit says so', async () => {
  expect(await failing(naive)).toEqual([
    'a commit that was computed from an older version is a conflict',
    'a commit of a profile that was not there is a conflict where it is there by now',
    'a conflict writes nothing: no name, no delivery, no answer',
    'an event id is answered once: the second commit writes nothing',
    'of many commits at once that were computed from one version, one is kept',
    'page loads at once pass no limit, and every show that was answered is kept',
    'one page load that is sent many times at once shows once, and has one answer',
    'a commit that names a version of the catalog is a conflict where that is not the latest',
    'what was computed before an erasure is a conflict for ever, though the profile came again',
  ])
})

test('a store with versions, but without event ids', async () => {
  const plant = (store: Store): Store => ({
    ...store,
    load: (id) => store.load(id),
    commit: (change) => store.commit({ ...change, answer: null }),
  })
  expect(await failing(plant)).toEqual(
    expect.arrayContaining([
      'an answer is loaded with its profile by its event id, by no other, and for no other profile',
      'one page load that is sent many times at once shows once, and has one answer',
    ]),
  )
})

test('a store that takes an event id for unique among all profiles', async () => {
  const seen = new Map<string, string>()
  const plant = (store: Store): Store => ({
    ...store,
    commit: async (change) => {
      const { answer, profile } = change
      if (answer !== null && (seen.get(answer.eventId) ?? profile.id) !== profile.id)
        return { outcome: 'answered', answer }
      if (answer !== null) seen.set(answer.eventId, profile.id)
      return store.commit(change)
    },
  })
  expect(await failing(plant)).toContain('two profiles may have the same event id')
})

test('a store that counts the versions of each profile from 1, so that an erased one may come again as the same', async () => {
  // What is kept at version n of the store is given out as the n-th of its profile.
  const plant = (store: Store): Store => {
    const own = (kept: Kept): number => (kept.version === 0 ? 0 : kept.profile.version)
    return {
      ...store,
      load: async (id, eventId) => {
        const loaded = await store.load(id, eventId)
        return { ...loaded, version: own(loaded) }
      },
      commit: async (change) => {
        const now = await store.load(change.profile.id)
        if (own(now) !== change.base.version) return { outcome: 'conflict' }
        const outcome = await store.commit({ ...change, base: { ...change.base, version: now.version } })
        return outcome.outcome === 'committed' ? { ...outcome, version: change.profile.version } : outcome
      },
    }
  }
  expect(await failing(plant)).toContain(
    'what was computed before an erasure is a conflict for ever, though the profile came again',
  )
})

test('a store that erases the profile and forgets what goes with it', async () => {
  const erased = 'what is erased is gone: profile, answers, names, deliveries and dispatches, and nothing else is'
  const plant = (store: Store): Store => {
    const names = new Map<string, string | null>()
    return {
      ...store,
      profileNamed: async (name) => {
        const key = JSON.stringify(name)
        names.set(key, (await store.profileNamed(name)) ?? names.get(key) ?? null)
        return names.get(key) as string | null
      },
      eraseProfile: async (id) => {
        const found = await store.exportProfile(id)
        for (const name of found?.names ?? []) names.set(JSON.stringify(name), id)
        return store.eraseProfile(id)
      },
    }
  }
  expect(await failing(plant)).toEqual([erased])
})

test('a store that writes an answer beside the state instead of with it', async () => {
  const plant = (store: Store): Store => ({
    ...store,
    commit: async (change) => {
      const outcome = await store.commit({ ...change, answer: null })
      const base = await store.load(change.profile.id)
      if (change.answer === null) return outcome
      const later = await store.commit({ base, events: [], profile: base.profile, answer: change.answer })
      return outcome.outcome === 'committed' ? later : outcome
    },
  })
  const found = await failing(plant)
  expect(found).toContain('a conflict writes nothing: no name, no delivery, no answer')
  expect(found).toContain('an event id is answered once: the second commit writes nothing')
})

test('a store that loses values on the way', async () => {
  const plant = (store: Store): Store => ({
    ...store,
    load: async (id, eventId) => {
      const loaded = await store.load(id, eventId)
      return { ...loaded, profile: JSON.parse(JSON.stringify(loaded.profile).replaceAll('\\u0000', '')) }
    },
  })
  expect(await failing(plant)).toContain('what was committed is loaded as it was, by every handle')
})

test('a store that orders text by code points', async () => {
  const byCodePoint = (a: string, b: string): number => Buffer.from(a).compare(Buffer.from(b))
  const plant = (store: Store): Store => ({
    ...store,
    profiles: async ({ after, limit }) => {
      const all = [...(await store.profiles({ limit: 10_000 }))]
      const sorted = all.sort((a, b) => byCodePoint(a.profile.id, b.profile.id))
      return sorted.filter(({ profile }) => after == null || byCodePoint(profile.id, after) > 0).slice(0, limit)
    },
  })
  expect(await failing(plant)).toContain('profiles are listed by id in code units, page by page')
})
