/** A worker that ended before its work did: out of memory, or ended from outside. Its part of the answer is missing. */
export class WorkerLost extends Error {
  override readonly name = 'WorkerLost'

  constructor(
    readonly fault: 'out_of_memory' | 'ended',
    message: string,
  ) {
    super(message)
  }
}

/** What a worker's own error says of it; errors of the work itself are as they were. */
export const lostTo = (error: Error): Error =>
  'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY'
    ? new WorkerLost('out_of_memory', 'a worker has run out of memory')
    : error
