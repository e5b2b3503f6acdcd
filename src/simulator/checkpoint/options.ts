/** Where and when a replay writes down how far it came, so that it can go on from there. */
export interface CheckpointOptions {
  readonly folder: string
  /** After so many events, at least. */
  readonly every: number
  /** Goes on from the checkpoint that is there, if any. */
  readonly resume: boolean
  /** What is replayed, with what: a checkpoint of anything else is refused. */
  readonly digests: CheckpointDigests
  /** How many bytes of decisions were written, all of them down on the disk. */
  readonly decided: () => number
  /** Takes back the decisions beyond so many bytes. */
  readonly rewind: (bytes: number) => void
}

/** What a replay is of. A resumed one must be of the very same. */
export interface CheckpointDigests {
  /** Of whatever may change the answer, by what messages call it: catalog, options, version. */
  readonly of: Readonly<Record<string, string>>
  /** Of the trace's files, in the order in which they are read. */
  readonly files: readonly FileDigest[]
}

/** A file by what is in it: one that was only given another name is the same. */
export interface FileDigest {
  readonly name: string
  readonly digest: string
}

/** A checkpoint that is not one of this run: what differs, and what to do. */
export class CheckpointRefused extends Error {
  override readonly name = 'CheckpointRefused'
}
