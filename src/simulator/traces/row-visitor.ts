import type { Problem } from '../../model/index.js'

/** Hears the rows of a file one after another. */
export interface RowVisitor {
  /** Whether a table's column is looked at; the others are left out of its rows. */
  wants?(column: string): boolean
  /** The names of a table's columns, before its first row. `false` says that no row of it is wanted. */
  columns(names: readonly string[]): boolean
  /** One row, with the line on which it begins. */
  row(row: unknown, line: number): void
  /** A row that is none. */
  broken(problem: Problem, line: number): void
  /** Every now and then. `false` stops the reading. */
  pause(): Promise<boolean>
}
