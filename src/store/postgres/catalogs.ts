import type { CatalogPut, CatalogVersions, KeptCatalog, PutOutcome, Store } from '../store.js'
import type { Sql } from './sql.js'

/** Every version of the catalog. */
export class PostgresCatalogs {
  readonly #sql: Sql
  readonly #s: string

  constructor(sql: Sql, s: string) {
    this.#sql = sql
    this.#s = s
  }

  async get(version: number | null): Promise<KeptCatalog | null> {
    const [row] = await this.#sql.query(
      `select version::float8 as version, at::float8 as at, document from ${this.#s}.catalogs
      where $1::bigint is null or version = $1 order by version desc limit 1`,
      [version],
    )
    if (row === undefined) return null
    return { version: row.version as number, at: row.at as number, document: JSON.parse(row.document as string) }
  }

  async list({ before = null, limit }: Parameters<Store['catalogs']>[0]): Promise<CatalogVersions> {
    const rows = await this.#sql.query(
      `select version::float8 as version, at::float8 as at from ${this.#s}.catalogs
      where $1::bigint is null or version < $1 order by version desc limit $2`,
      [before, limit],
    )
    return rows.map(({ version, at }) => ({ version: version as number, at: at as number }))
  }

  /** Of two at once, both for the same next version, one finds it there. */
  async put({ expected, at, document }: CatalogPut): Promise<PutOutcome> {
    const [row] = await this.#sql.query(
      `insert into ${this.#s}.catalogs (version, at, document)
      select $1::bigint + 1, $2::bigint, $3::text
      where (select coalesce(max(version), 0) from ${this.#s}.catalogs) = $1
      on conflict (version) do nothing returning version::float8 as version`,
      [expected, at, JSON.stringify(document)],
    )
    return row === undefined ? { outcome: 'conflict' } : { outcome: 'committed', version: row.version as number }
  }
}
