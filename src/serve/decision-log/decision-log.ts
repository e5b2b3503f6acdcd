import { formatInstant } from '../../conditions/index.js'
import type { Recorded } from '../../http/recorded.js'
import type { Instant } from '../../model/index.js'
import { isSampled } from './is-sampled.js'
import { LineFile } from './line-file.js'
import { type LogLine, logLines } from './log-lines.js'
import { redactor } from './redact.js'

export interface DecisionLogOptions {
  readonly path: string
  /** The share of profiles that are in it, whole, from 0 to 1. */
  readonly sample: number
  /** What is left out: of `redactable`. */
  readonly redact: readonly string[]
}

/** Where what happens to profiles is written, as a trace that can be replayed. */
export interface DecisionLog {
  readonly isNew: boolean
  readonly add: (entry: Recorded) => void
  /** @param edit as a `catalog` event has it (C6) */
  readonly addEdit: (edit: LogLine, at: Instant) => void
  readonly close: () => void
}

/**
 * Opens a log to go on with, or begins one. Its first line, and the first of each start, is a `tick`, which says what is
 * not in it.
 *
 * @throws what the system says where the file cannot be opened
 */
export function openDecisionLog(
  { path, sample, redact }: DecisionLogOptions,
  { at, onFailure }: { readonly at: Instant; readonly onFailure: (error: unknown) => void },
): DecisionLog {
  const file = new LineFile(path, onFailure)
  const { isNew } = file
  const withoutRedacted = redactor(redact)
  const write = (line: LogLine): void => file.write(JSON.stringify(line))
  write({ type: 'tick', at: formatInstant(at), decision_log: { sample, redacted: redact } })
  return {
    isNew,
    add(entry) {
      if (isSampled(entry.profileId, sample)) for (const line of logLines(entry)) write(withoutRedacted(line))
    },
    addEdit: (edit, editedAt) => write({ type: 'catalog', at: formatInstant(editedAt), ...edit }),
    close: () => file.close(),
  }
}
