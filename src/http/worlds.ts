import { readCatalog, type WireCatalog } from '../authoring/index.js'
import { compile, type Engine } from '../engine/index.js'
import type { Instant } from '../model/index.js'
import { StoreFailure } from '../store/failure.js'
import { interactionIdByVersion } from '../store/interaction-id.js'
import type { Store } from '../store/store.js'
import { createTrim, type Trim } from '../store/trim/create-trim.js'

/** One version of the catalog, ready for questions. */
export interface World {
  /** 0 is none at all: nothing shows. */
  readonly version: number
  /** When it was put there. */
  readonly at: Instant | null
  readonly document: WireCatalog
  readonly engine: Engine
  readonly trim: Trim
}

/** How many versions are held: the latest, and those that requests on their way still decide by. */
const most = 4

/** The catalog's versions as they are asked for, each compiled once. */
export class Worlds {
  readonly #store: Pick<Store, 'catalog' | 'catalogs'>
  readonly #loading = new Map<number, Promise<World>>()
  readonly #known = new Map<number, World>()

  constructor(store: Pick<Store, 'catalog' | 'catalogs'>) {
    this.#store = store
  }

  /** The latest version, whoever put it there. */
  async latest(): Promise<World> {
    const [latest] = await this.#store.catalogs({ limit: 1 })
    return this.at(latest?.version ?? 0)
  }

  /** A version that the store named: at once where it is known, so that page loads need not wait. */
  at(version: number): World | Promise<World> {
    return this.#known.get(version) ?? this.#loading.get(version) ?? this.#begin(version)
  }

  #begin(version: number): Promise<World> {
    const loading = this.#load(version).finally(() => this.#loading.delete(version))
    this.#loading.set(version, loading)
    return loading
  }

  async #load(version: number): Promise<World> {
    const kept = version === 0 ? null : await this.#store.catalog(version)
    const document = (kept?.document ?? {}) as WireCatalog
    const read = readCatalog(document)
    if (!read.ok) {
      const { message, pointer } = read.problems[0]
      throw new StoreFailure('newer', `version ${version} of the catalog: ${message} at ${pointer}`, 'update oncue')
    }
    const world = {
      version,
      at: kept?.at ?? null,
      document,
      engine: compile(read.value, { interactionId: interactionIdByVersion }),
      trim: createTrim(read.value),
    }
    this.#known.set(version, world)
    for (const earlier of [...this.#known.keys()].sort((a, b) => b - a).slice(most)) this.#known.delete(earlier)
    return world
  }
}

const worlds = new WeakMap<object, Worlds>()

/** The worlds of a store, shared by whoever asks it in this process. */
export function worldsOf(store: Store): Worlds {
  const known = worlds.get(store) ?? new Worlds(store)
  worlds.set(store, known)
  return known
}
