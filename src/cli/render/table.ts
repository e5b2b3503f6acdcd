import Table from 'cli-table3'
import { visible } from '../../describe/visible.js'
import type { Colours } from './colours.js'

export interface Column {
  readonly head: string
  /** Numbers stand at the right. */
  readonly align?: 'left' | 'right'
}

/** Aligned columns without borders, indented by two. No rows are no table. */
export function renderTable(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  colours: Colours,
): string {
  if (rows.length === 0) return ''
  const table = new Table({
    head: columns.map(({ head }) => colours.dim(head)),
    chars: borderless,
    colAligns: columns.map(({ align = 'left' }) => align),
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 0, compact: true },
  })
  table.push(...rows.map((row) => row.map(visible)))
  const lines = table.toString().split('\n')
  return lines.map((line) => `  ${line.trimEnd()}\n`).join('')
}

const borderless = {
  top: '',
  'top-mid': '',
  'top-left': '',
  'top-right': '',
  bottom: '',
  'bottom-mid': '',
  'bottom-left': '',
  'bottom-right': '',
  left: '',
  'left-mid': '',
  mid: '',
  'mid-mid': '',
  right: '',
  'right-mid': '',
  middle: '  ',
} as const
