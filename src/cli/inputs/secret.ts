import { resolve } from 'node:path'
import { badInput } from '../failure.js'
import type { Io } from '../io.js'
import { readInput } from './read-input.js'

/** Shorter ones can be guessed. */
const leastLength = 16
const variable = 'ONCUE_SECRET'

/**
 * What requests must bring: of a file, or else of the environment; never of the command line, which others can see.
 *
 * @returns `null` where there is none
 * @throws Failure for one that is too short, or that no header can hold
 */
export async function readSecret(path: string | undefined, io: Io): Promise<string | null> {
  const given = path === undefined ? io.env[variable] : Buffer.from(await readInput(path, io)).toString('utf8')
  if (given === undefined) return null
  const secret = given.trim()
  const where = path ?? variable
  const help = `make one: head -c 32 /dev/urandom | base64`
  if (!/^[\x21-\x7e]*$/.test(secret)) throw badInput(`${where}: a secret is of letters, digits and signs`, help)
  if (secret.length >= leastLength) return secret
  throw badInput(`${where}: a secret has at least ${leastLength} characters, found ${secret.length}`, help)
}

/** What stands for that secret on another command line, in double quotes, as a shell reads it. */
export const secretInShell = (path: string | undefined): string =>
  path === undefined || path === '-' ? `$${variable}` : `$(cat ${shellWord(resolve(path))})`

const shellWord = (text: string): string => (/^[\w./@:+-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`)
