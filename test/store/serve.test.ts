import { apply } from 'oncue'
import {
  type Loaded,
  memoryStore,
  type Request,
  type Store,
  StoreUnavailable,
  serveInTurn,
  serveProfile,
  type Work,
} from 'oncue/store'
import { describe, expect, test } from 'vitest'

const event = { type: 'page', at: 0, href: 'https://app.example.com/' } as const

/** Records a page load; the answer is how many events there were. */
const load = ({ profile }: Loaded): Work<number> => {
  const next = apply(profile, event)
  return { answer: next.version, change: { events: [event], profile: next } }
}

const request = (eventId: string | null = null): Request => ({ profileId: 'u1', eventId, at: 0 })

/** A store in which somebody else is faster, so many times. */
function contested(times: number, store = memoryStore()): Store {
  let left = times
  const commit: Store['commit'] = async (change) => {
    if (left-- > 0) await serveProfile(store, request(), load)
    return store.commit(change)
  }
  return { ...store, commit }
}

describe('serveProfile', () => {
  test('computes anew where somebody else was faster, and says what it was committed from', async () => {
    const waits: number[] = []
    const wait = async (attempt: number): Promise<void> => {
      waits.push(attempt)
    }
    const served = await serveProfile(contested(3), request('e1'), load, { wait })
    expect(served).toMatchObject({ outcome: 'committed', answer: 4 })
    expect(waits).toEqual([1, 2, 3])
  })

  test('is busy after so many attempts, and then nothing was written', async () => {
    const inner = memoryStore()
    expect(await serveProfile(contested(9, inner), request('e1'), load, { attempts: 3 })).toEqual({ outcome: 'busy' })
    expect(await inner.load('u1', 'e1')).toMatchObject({ answer: null, profile: { version: 3 } })
    expect(await serveProfile(contested(99), request('e1'), load)).toEqual({ outcome: 'busy' })
  })

  test('gives the first answer to a retry, without asking again', async () => {
    const store = memoryStore()
    await serveProfile(store, request('e1'), load)
    const refuse = (): never => {
      throw new Error('asked')
    }
    expect(await serveProfile(store, request('e1'), refuse)).toEqual({ outcome: 'repeated', answer: 1 })
    expect(await serveProfile(store, request('e2'), load)).toMatchObject({ outcome: 'committed', answer: 2 })
  })

  test('gives the answer of a retry that was faster', async () => {
    const store = memoryStore()
    const commit: Store['commit'] = async (change) => {
      // Between its load and its commit the same request is answered elsewhere; nothing else has changed since.
      await serveProfile(store, request('e1'), () => ({ ...load(change.base as Loaded), answer: 77 }))
      return store.commit(change)
    }
    expect(await serveProfile({ ...store, commit }, request('e1'), load)).toEqual({ outcome: 'repeated', answer: 77 })
  })

  test('writes nothing where nothing changes, and computes a retry again', async () => {
    const store = memoryStore()
    const refused = (): Work<string> => ({ answer: 'no', change: null })
    expect(await serveProfile(store, request('e1'), refused)).toEqual({ outcome: 'unchanged', answer: 'no' })
    expect(await store.load('u1', 'e1')).toMatchObject({ version: 0, answer: null })
    expect(await serveProfile(store, request('e1'), load)).toMatchObject({ outcome: 'committed', answer: 1 })
  })

  test('without an event id every request is a new one', async () => {
    const store = memoryStore()
    for (const answer of [1, 2]) {
      expect(await serveProfile(store, request(), load)).toMatchObject({ outcome: 'committed', answer })
    }
  })

  test('computes again where the id of a delivery is taken', async () => {
    const inner = memoryStore()
    let asked = 0
    const commit: Store['commit'] = async (change) => {
      asked += 1
      return asked === 1 ? { outcome: 'taken', deliveryId: 'd1' } : inner.commit(change)
    }
    expect(await serveProfile({ ...inner, commit }, request(), load)).toMatchObject({ outcome: 'committed' })
    expect(asked).toBe(2)
  })

  test('throws what the work throws, and nothing is written', async () => {
    const store = memoryStore()
    const broken = (): never => {
      throw new Error('a bug')
    }
    await expect(serveProfile(store, request('e1'), broken)).rejects.toThrow('a bug')
    expect(await store.load('u1')).toMatchObject({ version: 0 })
  })
})

describe('serveInTurn', () => {
  test('computes each request once, in the order in which they came', async () => {
    const serve = serveInTurn(memoryStore(), { attempts: 1 })
    const served = await Promise.all(Array.from({ length: 50 }, (_, k) => serve(request(`e${k}`), load)))
    expect(served.map((one) => one.outcome === 'committed' && one.answer)).toEqual(
      Array.from({ length: 50 }, (_, k) => k + 1),
    )
  })

  test('lets one that fails fail alone', async () => {
    const serve = serveInTurn(memoryStore())
    const broken = serve(request(), () => {
      throw new Error('a bug')
    })
    const next = serve(request(), load)
    await expect(broken).rejects.toThrow('a bug')
    expect(await next).toMatchObject({ outcome: 'committed', answer: 1 })
  })

  test('tells all who wait that the store cannot be reached, and asks it again for who comes later', async () => {
    const inner = memoryStore()
    let [asked, isDown] = [0, true]
    const down: Store['load'] = async (id, eventId) => {
      asked += 1
      if (isDown) throw new StoreUnavailable('the database cannot be reached', 1_000)
      return inner.load(id, eventId)
    }
    const serve = serveInTurn({ ...inner, load: down })
    const served = await Promise.allSettled([1, 2, 3].map(() => serve(request(), load)))
    expect(served.map((one) => one.status === 'rejected' && one.reason.retryAfterMs)).toEqual([1_000, 1_000, 1_000])
    expect(asked).toBe(1)
    isDown = false
    expect(await serve(request(), load)).toMatchObject({ outcome: 'committed', answer: 1 })
  })

  test('is busy where too many wait, and only for that profile', async () => {
    const serve = serveInTurn(memoryStore(), { waiting: 2 })
    const served = await Promise.all([1, 2, 3, 4, 5].map(() => serve(request(), load)))
    expect(served.map(({ outcome }) => outcome)).toEqual(['committed', 'committed', 'committed', 'busy', 'busy'])
    const others = await Promise.all(['a', 'b', 'c', 'd'].map((profileId) => serve({ ...request(), profileId }, load)))
    expect(others.map(({ outcome }) => outcome)).toEqual(['committed', 'committed', 'committed', 'committed'])
  })

  describe('with profiles remembered', () => {
    /** A store that says how often it was asked for a profile. */
    const counted = (store: Store) => {
      const counts = { loads: 0 }
      const load: Store['load'] = (id, eventId) => {
        counts.loads += 1
        return store.load(id, eventId)
      }
      return { counts, store: { ...store, load } }
    }

    test('asks for a profile once, while nobody else changes it', async () => {
      const { counts, store } = counted(memoryStore())
      const serve = serveInTurn(store, { remembered: 10 })
      for (const answer of [1, 2, 3]) {
        expect(await serve(request(`e${answer}`), load)).toMatchObject({ outcome: 'committed', answer })
      }
      expect(counts.loads).toBe(1)
    })

    test('computes again from what is there, where somebody else has changed it, or erased it', async () => {
      const inner = memoryStore()
      const serve = serveInTurn(inner, { remembered: 10 })
      await serve(request('e1'), load)
      await serveProfile(inner, request('e2'), load)
      expect(await serve(request('e3'), load)).toMatchObject({ outcome: 'committed', answer: 3 })
      await inner.eraseProfile('u1')
      expect(await serve(request('e4'), load)).toMatchObject({ outcome: 'committed', answer: 1 })
    })

    test('gives a retry its first answer, also one that changes nothing', async () => {
      const serve = serveInTurn(memoryStore(), { remembered: 10 })
      await serve(request('e1'), load)
      await serve(request('e2'), load)
      expect(await serve(request('e1'), load)).toEqual({ outcome: 'repeated', answer: 1 })
      await serve(request('e3'), load)
      const refuse = (): Work<string> => ({ answer: 'no', change: null })
      expect(await serve(request('e3'), refuse)).toEqual({ outcome: 'repeated', answer: 3 })
      expect(await serve(request('e4'), refuse)).toEqual({ outcome: 'unchanged', answer: 'no' })
    })

    test('refuses nothing by what is out of date', async () => {
      const inner = memoryStore()
      const serve = serveInTurn(inner, { remembered: 10 })
      await serve(request('e1'), load)
      await serveProfile(inner, request('e2'), load)
      const versionSeen = ({ profile }: Loaded): Work<number> => ({ answer: profile.version, change: null })
      expect(await serve(request(), versionSeen)).toEqual({ outcome: 'unchanged', answer: 2 })
    })

    test('has every attempt left where what it remembers is out of date, or changes nothing', async () => {
      const inner = memoryStore()
      const waits: number[] = []
      const wait = async (attempt: number): Promise<void> => {
        waits.push(attempt)
      }
      const serve = serveInTurn(inner, { remembered: 10, attempts: 1, wait })
      await serve(request('e1'), load)
      expect(await serve(request('e1'), load)).toEqual({ outcome: 'repeated', answer: 1 })
      await serve(request('e2'), load)
      await serveProfile(inner, request('e3'), load)
      expect(await serve(request('e4'), load)).toMatchObject({ outcome: 'committed', answer: 4 })
      const refuse = (): Work<string> => ({ answer: 'no', change: null })
      expect(await serve(request('e5'), refuse)).toEqual({ outcome: 'unchanged', answer: 'no' })
      expect(waits).toEqual([])
    })

    test('decides under the latest catalog', async () => {
      const inner = memoryStore()
      const serve = serveInTurn(inner, { remembered: 10 })
      const under = (loaded: Loaded): Work<number> => ({ ...load(loaded), answer: loaded.catalogVersion })
      expect(await serve(request('e1'), under)).toMatchObject({ outcome: 'committed', answer: 0 })
      await inner.putCatalog({ expected: 0, at: 0, document: {} })
      expect(await serve(request('e2'), under)).toMatchObject({ outcome: 'committed', answer: 1 })
    })

    test('remembers the latest so many', async () => {
      const { counts, store } = counted(memoryStore())
      const serve = serveInTurn(store, { remembered: 2 })
      for (const profileId of ['a', 'b', 'a', 'c', 'a', 'b']) await serve({ ...request(), profileId }, load)
      // b went when c came.
      expect(counts.loads).toBe(4)
    })
  })
})
