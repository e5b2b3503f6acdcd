/**
 * The store cannot be reached, or takes no more for now: nothing is wrong with the request, and it may be sent again
 * after a wait. Whether a commit that ended so has happened is not known; its event id tells.
 */
export class StoreUnavailable extends Error {
  override readonly name = 'StoreUnavailable'

  constructor(
    message: string,
    readonly retryAfterMs: number,
    cause?: unknown,
  ) {
    super(message, { cause })
  }
}

/** What keeps a store from being used until somebody does something about it. */
export type StoreFault =
  /** A package that it needs is not installed. */
  | 'missing_package'
  /** What is kept was written by a newer oncue. */
  | 'newer'
  /** Another process has the data folder open. */
  | 'in_use'
  /** The folder cannot be read and written, or holds something else. */
  | 'folder'
  /** The database refuses: a wrong user, password or name, or a right that is lacking. */
  | 'refused'
  /** An option that is none. */
  | 'settings'

/** Thrown where a store cannot be used as it is. The message says what is wrong and where, `help` what to do. */
export class StoreFailure extends Error {
  override readonly name = 'StoreFailure'

  constructor(
    readonly fault: StoreFault,
    message: string,
    readonly help: string,
    cause?: unknown,
  ) {
    super(message, { cause })
  }
}
