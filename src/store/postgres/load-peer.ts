import { StoreFailure } from '../failure.js'

/**
 * Imports an optional package when it is first needed: most who import this never need it.
 *
 * @throws StoreFailure `missing_package`
 */
export async function loadPeer<T>(name: string, importer: () => Promise<T>): Promise<T> {
  try {
    return await importer()
  } catch (error) {
    const isAbsent = error instanceof Error && 'code' in error && /MODULE_NOT_FOUND$/.test(String(error.code))
    const message = isAbsent ? `${name} is not installed` : `${name} cannot be loaded`
    throw new StoreFailure('missing_package', message, `npm install ${name}`, error)
  }
}
