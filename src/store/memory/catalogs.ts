import type { CatalogPut, CatalogVersions, KeptCatalog, PutOutcome, Store } from '../store.js'

/** Every version of the catalog; version n is the n-th. */
export class MemoryCatalogs {
  readonly #all: KeptCatalog[] = []

  get(version = this.#all.length): KeptCatalog | null {
    return this.#all[version - 1] ?? null
  }

  list({ before, limit }: Parameters<Store['catalogs']>[0]): CatalogVersions {
    const end = Math.min((before ?? Number.POSITIVE_INFINITY) - 1, this.#all.length)
    const page = this.#all.slice(Math.max(end - limit, 0), Math.max(end, 0)).reverse()
    return page.map(({ version, at }) => ({ version, at }))
  }

  put({ expected, at, document }: CatalogPut): PutOutcome {
    if (expected !== this.#all.length) return { outcome: 'conflict' }
    const version = this.#all.push({ version: expected + 1, at, document })
    return { outcome: 'committed', version }
  }
}
