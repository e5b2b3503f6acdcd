import type { Head } from '../head.js'
import { combined } from './combined.js'
import { csv } from './csv.js'
import type { Container, TraceFormat } from './format.js'
import { ga4 } from './ga4.js'
import { oncue } from './oncue.js'
import { parquet } from './parquet.js'
import { posthog } from './posthog.js'
import { segment } from './segment.js'
import { snowplow } from './snowplow.js'

/** Every format, the more particular first: the first that knows a file's beginning again has it. */
const traceFormats: readonly TraceFormat[] = [oncue, segment, snowplow, posthog, ga4, combined, csv, parquet]

/** What `--format` takes. */
export const traceFormatNames = [
  'auto',
  'oncue',
  'segment',
  'snowplow',
  'posthog',
  'ga4',
  'combined',
  'csv',
  'parquet',
] as const

/** A format by its name. */
export type TraceFormatName = Exclude<(typeof traceFormatNames)[number], 'auto'>

export const formatNamed = (name: TraceFormatName): TraceFormat =>
  traceFormats.find((format) => format.name === name) ?? oncue

/** The format of a file that begins like this; where none knows it, rows with the fields of our own. */
export const detectFormat = (head: Head): TraceFormat =>
  traceFormats.find((format) => format.containers.includes(head.container) && format.sniff(head)) ??
  plainFormats[head.container]

/** What rows are taken as where nothing else is known, and where a mapping says what their fields are. */
export const plainFormats: Readonly<Record<Container, TraceFormat>> = {
  json: oncue,
  table: csv,
  log: combined,
  parquet,
}
