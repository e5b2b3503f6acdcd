import type { Condition } from '../../model/index.js'
import type { Findings } from './findings.js'

/** One segmentation filter expression, its kind known. */
export interface Filter {
  readonly given: Readonly<Record<string, unknown>>
  readonly pointer: string
  readonly findings: Findings
}

/** What every filter may carry and nothing depends on. */
export const labels = ['id', 'created_at', 'updated_at', 'kind'] as const

/** Stands where a filter was refused; never given out. */
export const refused: Condition = { all: [] }
