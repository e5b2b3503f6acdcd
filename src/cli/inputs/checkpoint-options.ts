import { createHash } from 'node:crypto'
import { existsSync, statSync } from 'node:fs'
import { type Command, Option } from 'commander'
import manifest from '../../../package.json' with { type: 'json' }
import { writeCatalog } from '../../authoring/index.js'
import type { Catalog } from '../../model/index.js'
import { checkpointPath } from '../../simulator/checkpoint/checkpoint-file.js'
import type { CheckpointOptions, TraceSource } from '../../simulator/index.js'
import { badInput, cannotRun } from '../failure.js'
import { FileSink, keptPathOf } from '../outputs/file-sink.js'
import { digestFiles } from './digest-files.js'
import { count } from './options.js'

export interface CheckpointFlags {
  readonly checkpoint?: string
  readonly checkpointEvery: number
  readonly resume?: boolean
  readonly out?: string
}

export const addCheckpointOptions = (command: Command): Command =>
  command
    .option('--checkpoint <folder>', 'where to write down, now and then, how far the replay came')
    .addOption(
      new Option('--checkpoint-every <events>', 'so many events, at least, are between two checkpoints')
        .default(5_000_000)
        .argParser(count('--checkpoint-every', 1, 1_000_000_000_000)),
    )
    .option('--resume', 'go on from the checkpoint, if there is one')

/** Where decisions go that another run may go on with; `null` where there are none, or no checkpoints. */
export function keptSink({ checkpoint, out }: CheckpointFlags, traces: readonly string[]): FileSink | null {
  if (checkpoint === undefined) return null
  if (traces.includes('-')) throw badInput('a trace from standard input cannot be read again', 'give --trace a file')
  if (out === '-') throw badInput('decisions on standard output cannot be taken back', 'give --out a file')
  return out === undefined ? null : new FileSink(out, true)
}

/** What a run that was broken off has left for another one; `null` where there is no checkpoint. */
export function keptRun({ checkpoint, out }: CheckpointFlags) {
  if (checkpoint === undefined || !existsSync(checkpointPath(checkpoint))) return null
  return { checkpoint, decisions: out === undefined ? null : keptPathOf(out) }
}

/** What the trace is replayed with: whatever may change the answer. */
export interface CheckpointSubject {
  readonly catalog: Catalog
  readonly source: TraceSource
  /** By the names that they have on the command line. */
  readonly options: Readonly<Record<string, unknown>>
  readonly onProgress: (bytes: number, pass: number) => Promise<boolean> | boolean
}

/** @throws Failure where a file cannot be read, or where `onProgress` says so */
export async function checkpointOptions(
  { checkpoint: folder, checkpointEvery: every, resume = false }: CheckpointFlags,
  { catalog, source, options, onProgress }: CheckpointSubject,
  sink: FileSink | null,
): Promise<CheckpointOptions | undefined> {
  if (folder === undefined) return undefined
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() === false) {
    throw cannotRun(`a file, not a folder: ${folder}`, 'a checkpoint has a folder of its own')
  }
  const of: Record<string, string> = { version: manifest.version, catalog: digestOf(writeCatalog(catalog)) }
  for (const [name, value] of Object.entries(options)) of[`--${name}`] = JSON.stringify(value) ?? ''
  return {
    folder,
    every,
    resume,
    digests: { of, files: await digestFiles(source.files?.parts ?? [], onProgress) },
    decided: () => sink?.written ?? 0,
    rewind: (bytes) => sink?.rewind(bytes),
  }
}

const digestOf = (value: unknown): string => createHash('sha256').update(JSON.stringify(value)).digest('hex')
