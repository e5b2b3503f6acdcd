import { type Checkpoint, readCheckpoint } from './checkpoint-file.js'
import { type CheckpointOptions, CheckpointRefused } from './options.js'

/**
 * The checkpoint to go on from; `null` where none is wanted or there.
 *
 * @throws CheckpointRefused where it is not one of this very run
 */
export function checkpointToResume({ folder, resume, digests }: CheckpointOptions): Checkpoint | null {
  if (!resume) return null
  const found = readCheckpoint(folder)
  if (found === null) return null
  const { header } = found
  const names = new Set([...Object.keys(digests), ...Object.keys(header.digests)])
  const differing = [...names].filter((name) => digests[name] !== header.digests[name])
  if (differing.length === 0) return found
  throw new CheckpointRefused(
    `the checkpoint in ${folder} is not of this run: it was made with another ${differing.join(', another ')}`,
  )
}
