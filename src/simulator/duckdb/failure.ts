/** What kept DuckDB from answering, as far as a user can do something about it. */
export type DuckdbFault =
  /** The package is not installed, or has no binary for this machine. */
  | 'missing'
  /** A memory limit or a number of threads that DuckDB does not take. */
  | 'settings'
  | 'no_temp_folder'
  | 'disk_full'
  | 'out_of_memory'
  /** No Parquet file, one that was cut short, or one that is damaged. */
  | 'not_parquet'
  | 'unknown_column'

/** Thrown by whatever needs DuckDB. The message says what is wrong and where, `help` what to do. */
export class DuckdbFailure extends Error {
  constructor(
    readonly fault: DuckdbFault,
    message: string,
    readonly help: string,
    cause?: unknown,
  ) {
    super(message, { cause })
    this.name = 'DuckdbFailure'
  }
}

/**
 * DuckDB's own words for what a user can mend, put into ours.
 *
 * @returns the error itself where it is anything else: a bug, which must not be hidden
 */
export function inWords(error: unknown, tempFolder: string): unknown {
  if (!(error instanceof Error) || error instanceof DuckdbFailure) return error
  const { message } = error
  // A full disk comes as one of two: the system's, or DuckDB's own count of what it may write.
  if (/no space left|max_temp_directory_size|disk quota/i.test(message))
    return new DuckdbFailure('disk_full', `no space left on the disk: ${tempFolder}`, spaceHelp, error)
  if (/out of memory/i.test(message))
    return new DuckdbFailure('out_of_memory', 'the memory limit is too small for this trace', memoryHelp, error)
  if (/failed to create directory|permission denied|cannot open file/i.test(message) && message.includes(tempFolder))
    return noTempFolder(tempFolder, error)
  return error
}

export const noTempFolder = (folder: string, cause: unknown): DuckdbFailure =>
  new DuckdbFailure('no_temp_folder', `cannot write temporary files: ${folder}`, folderHelp, cause)

const folderHelp = 'set TMPDIR to a folder that can be written to'
const spaceHelp = 'make room there, or set TMPDIR to a folder with more'
const memoryHelp = 'give it more memory, or fewer threads'

/** DuckDB draws pictures of the query in the lines below, and repeats bytes of a damaged file as they are. */
export const firstLine = (error: unknown): string =>
  ((error instanceof Error ? error.message : String(error)).split('\n')[0] ?? '')
    .slice(0, 200)
    .replace(/\p{Cc}/gu, '\ufffd')
    .replace(/\.+$/, '') // ours have no full stop
