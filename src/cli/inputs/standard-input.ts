import { fstatSync } from 'node:fs'
import { Readable } from 'node:stream'
import { inputName } from './read-input.js'

/** A folder as standard input is an empty one to Node. Here it is what it is for every file: an error once it is read. */
export const standardInput = (): Readable => (isFolder() ? new FolderStream() : process.stdin)

function isFolder(): boolean {
  try {
    return fstatSync(0).isDirectory()
  } catch {
    return false // what cannot be looked at is told when it is read
  }
}

class FolderStream extends Readable {
  override _read(): void {
    this.destroy(Object.assign(new Error('EISDIR'), { code: 'EISDIR', path: inputName('-') }))
  }
}
