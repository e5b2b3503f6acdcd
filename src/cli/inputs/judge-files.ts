import { type BigIntStats, fstatSync, realpathSync, statSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import type { Command } from 'commander'
import { checkpointPath } from '../../simulator/checkpoint/checkpoint-file.js'
import { expandPath } from '../../simulator/traces/expand.js'
import { badInput } from '../failure.js'
import type { Io } from '../io.js'
import { keptPathOf } from '../outputs/file-sink.js'
import { inputName } from './read-input.js'

interface FileOptions {
  readonly catalog?: readonly string[]
  readonly with?: readonly string[]
  readonly trace?: readonly string[]
  readonly profile?: string
  readonly edits?: string
  readonly secretFile?: string
  readonly out?: string
  readonly report?: string
  readonly decisionLog?: string
  readonly checkpoint?: string
}

/** A file, and the option that names it. */
type Named = readonly [flag: string, path: string]

/**
 * Nothing that a command reads may be what it writes, nor two things that it writes be one file: for every command, and
 * before anything is opened, since what was replaced is gone.
 *
 * @throws Failure where two of them are the same file, whatever they are called
 */
export async function judgeFiles(command: Command, { stdin }: Io): Promise<void> {
  const options = command.opts<FileOptions>()
  const written = new Map<string, string>()
  const judge = (identity: string | null, flag: string, name: string): void => {
    const other = identity === null ? undefined : written.get(identity)
    if (other === undefined || other === flag) return
    throw badInput(`${other} and ${flag} are the same file: ${name}`, 'give each a file of its own')
  }
  for (const [flag, path] of writtenBy(options)) {
    const identity = path === '-' ? path : identityOf(path)
    judge(identity, flag, path === '-' ? 'standard output' : path)
    if (identity !== null) written.set(identity, flag)
  }
  if (written.size === 0) return
  for (const [flag, path] of await readBy(options)) {
    judge(path === '-' ? identityOfStream(stdin) : identityOf(path), flag, inputName(path))
  }
}

function writtenBy({ out, report, decisionLog, checkpoint }: FileOptions): readonly Named[] {
  return [
    ...named('--out', out),
    ...named('--report', report),
    ...named('--decision-log', decisionLog),
    ...(checkpoint === undefined ? [] : named('--checkpoint', checkpointPath(checkpoint))),
    ...(checkpoint === undefined || out === undefined || out === '-' ? [] : named('--out', keptPathOf(out))),
  ]
}

async function readBy(options: FileOptions): Promise<readonly Named[]> {
  const traces: string[] = []
  for (const path of options.trace ?? []) {
    // Where a pattern leads nowhere, that is told when the trace is opened.
    traces.push(...(await expandPath(path).catch(() => [path])))
  }
  return [
    ...named('--trace', ...traces),
    ...named('--catalog', ...(options.catalog ?? [])),
    ...named('--with', ...(options.with ?? [])),
    ...named('--profile', options.profile),
    ...named('--edits', options.edits),
    ...named('--secret-file', options.secretFile),
  ]
}

const named = (flag: string, ...paths: readonly (string | undefined)[]): readonly Named[] =>
  paths.flatMap((path): Named[] => (path === undefined ? [] : [[flag, path]]))

/** What is the same for all names of a file; `null` for a pipe, a device or a folder, which nothing replaces. */
function identityOf(path: string): string | null {
  try {
    const found = statSync(path, { throwIfNoEntry: false, bigint: true })
    if (found !== undefined) return identityBy(found)
    return join(realpathSync(dirname(path)), basename(path))
  } catch {
    return null // what is wrong with it is told when it is opened
  }
}

/** What a shell redirects from a file is that file. */
const identityOfStream = (stream: object): string | null =>
  'fd' in stream && typeof stream.fd === 'number' ? identityBy(fstatSync(stream.fd, { bigint: true })) : null

const identityBy = (found: BigIntStats): string | null => (found.isFile() ? `${found.dev}:${found.ino}` : null)
