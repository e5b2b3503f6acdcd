import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import manifest from '../../../package.json' with { type: 'json' }
import { writeCatalog } from '../../authoring/index.js'
import type { Catalog } from '../../model/index.js'
import type { CheckpointOptions } from '../../simulator/index.js'
import { badInput } from '../failure.js'
import { FileSink } from '../outputs/file-sink.js'

export interface CheckpointFlags {
  readonly checkpoint?: string
  readonly checkpointEvery: number
  readonly resume?: boolean
  readonly out?: string
}

/** What the trace is replayed with: whatever may change the answer. */
export interface CheckpointSubject {
  readonly catalog: Catalog
  readonly traces: readonly string[]
  readonly options: unknown
}

/** Where decisions go that another run may go on with; `null` where there are none, or no checkpoints. */
export function keptSink({ checkpoint, resume, out }: CheckpointFlags, traces: readonly string[]): FileSink | null {
  if (checkpoint === undefined) {
    if (resume) throw badInput('--resume goes on from a checkpoint', 'say which: --checkpoint <folder>')
    return null
  }
  if (traces.includes('-')) throw badInput('a trace from standard input cannot be read again', 'give --trace a file')
  if (out === '-') throw badInput('decisions on standard output cannot be taken back', 'give --out a file')
  return out === undefined ? null : new FileSink(out, true)
}

/** @throws Failure where a file cannot be read */
export async function checkpointOptions(
  { checkpoint: folder, checkpointEvery: every, resume = false }: CheckpointFlags,
  subject: CheckpointSubject,
  sink: FileSink | null,
): Promise<CheckpointOptions | undefined> {
  if (folder === undefined) return undefined
  const digests = {
    version: manifest.version,
    catalog: digestOf(JSON.stringify(writeCatalog(subject.catalog))),
    options: digestOf(JSON.stringify(subject.options)),
    trace: await digestOfFiles(subject.traces),
  }
  return {
    folder,
    every,
    resume,
    digests,
    decided: () => sink?.written ?? 0,
    rewind: (bytes) => sink?.rewind(bytes),
  }
}

const digestOf = (text: string): string => createHash('sha256').update(text).digest('hex')

async function digestOfFiles(paths: readonly string[]): Promise<string> {
  const whole = createHash('sha256')
  for (const path of paths) {
    const one = createHash('sha256')
    await pipeline(createReadStream(path, { highWaterMark: 1 << 20 }), one)
    whole.update(one.digest())
  }
  return whole.digest('hex')
}

/** A whole number on the command line. */
export function count(flag: string, least: number, most: number): (given: string) => number {
  return (given) => {
    const number = Number(given)
    if (Number.isInteger(number) && number >= least && number <= most && given.trim() !== '') return number
    throw badInput(`${flag}: ${JSON.stringify(given)} is no whole number from ${least} to ${most}`)
  }
}
