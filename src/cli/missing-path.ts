import { readdirSync, readlinkSync, type Stats, statSync } from 'node:fs'
import { basename, dirname, isAbsolute } from 'node:path'
import { nearest } from '../authoring/did-you-mean.js'

/** What to do about a path at which there is nothing: how far it leads, and what was probably meant. */
export function helpForMissing(path: string): string | undefined {
  const folder = dirname(path)
  const within = isAbsolute(path) ? '' : ` in ${process.cwd()}`
  const found = statOf(folder)
  if (found === null) {
    return /[*?]/.test(folder)
      ? '"*" and "?" stand for something in the last part of a path only'
      : `there is no folder ${folder}${within}`
  }
  if (!found.isDirectory()) return `${folder} is a file, not a folder`
  const target = targetOf(path)
  if (target !== null) return `it is a link that leads nowhere: to ${target}`
  const name = basename(path)
  const near = nearest(name, namesIn(folder))
  if (near !== undefined) return `did you mean "${path.slice(0, path.length - name.length)}${near}"?`
  return within === '' ? undefined : `paths count from ${process.cwd()}`
}

function statOf(path: string): Stats | null {
  try {
    return statSync(path)
  } catch {
    return null
  }
}

/** Where a symbolic link leads; `null` for what is none. */
function targetOf(path: string): string | null {
  try {
    return readlinkSync(path)
  } catch {
    return null
  }
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder).sort()
  } catch {
    return [] // one that may not be listed
  }
}
