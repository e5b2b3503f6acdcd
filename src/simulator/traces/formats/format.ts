import type { Problem } from '../../../model/index.js'
import type { Head } from '../head.js'
import type { Person } from '../identity.js'

/** What a file's rows are: objects a line, columns with a header, lines of a log, or Parquet. */
export type Container = 'json' | 'table' | 'log' | 'parquet'

/** One row as a format sees it: an object's keys, or a table's columns. A cell without text is absent. */
export type Row = Readonly<Record<string, unknown>>

/** An event as a line of our own format has it, but for `profile_id`, which the row's `Person` gives. */
export type WireEvent = Readonly<Record<string, unknown>> & { readonly type: string }

/** What a row of somebody else's format means. */
export type Translation =
  | {
      readonly kind: 'events'
      readonly person: Person
      /** When it says that the person's anonymous id is the user, or what `alias` says. */
      readonly at: unknown
      /** One id that is another one from now on, beside what `person` says. */
      readonly alias?: { readonly from: string | null; readonly to: string | null }
      /** None where the row is no event of ours. */
      readonly events: readonly WireEvent[]
    }
  | { readonly kind: 'broken'; readonly problem: Problem }

interface FormatParts {
  readonly name: string
  /** The first is taken where the file does not say. */
  readonly containers: readonly [Container, ...Container[]]
  /** Whether a file that begins like this is of this format. */
  sniff(head: Head): boolean
}

/** Rows that have the fields of our own format, by their own names or by those of a mapping. */
export interface MappedFormat extends FormatParts {
  readonly kind: 'mapped'
}

/** Rows that are translated, one by one. */
export interface TranslatedFormat extends FormatParts {
  readonly kind: 'translated'
  /** Where the fields of our events come from, in words: what a problem says beside our own name for it. */
  readonly fields: Readonly<Record<string, string>>
  /** Whether rows can say that an anonymous id is a user: then the trace is gone through once before it is read. */
  readonly hasIdentity: boolean
  translate(row: Row): Translation
  /** Whether `translate` looks at a column; without it, at all. Tables of others are wide. */
  readonly wants?: (column: string) => boolean
}

export type TraceFormat = MappedFormat | TranslatedFormat
