/** What a query is given. */
export type SqlValue = string | number | boolean | null | readonly (string | number | boolean | null)[]

/** A row of a query's answer: columns by name. */
export type SqlRow = Readonly<Record<string, unknown>>

/** Where one statement runs. Values are never part of its text. */
export interface Sql {
  readonly query: (text: string, values?: readonly SqlValue[]) => Promise<readonly SqlRow[]>
}

/** A Postgres, wherever it is: errors come as `inWords` makes them, or with their SQLSTATE in `code`. */
export interface SqlDatabase extends Sql {
  /** All of `work` or nothing, as one transaction of level "read committed" on one connection. */
  readonly transaction: <T>(work: (sql: Sql) => Promise<T>) => Promise<T>
  readonly close: () => Promise<void>
}

/** Collects a statement's values: each is named in its text by what `add` gives. */
export class SqlValues {
  readonly all: SqlValue[] = []

  add(value: SqlValue): string {
    return `$${this.all.push(value)}`
  }
}
