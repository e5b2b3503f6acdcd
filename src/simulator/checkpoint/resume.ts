import { type Checkpoint, readCheckpoint } from './checkpoint-file.js'
import { differences } from './differences.js'
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
  const differing = differences(found.header.digests, digests)
  if (differing.length === 0) return found
  found.close()
  throw new CheckpointRefused(`the checkpoint in ${folder} is not of this run: ${differing.join(', ')}`)
}
