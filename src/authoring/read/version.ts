import { quote } from '../quote.js'
import type { Problems } from './problems.js'
import { isRecord } from './raw-items.js'

/** The version of the documents that this library reads and writes. */
export const documentVersion = 1

/** A document of a later version is refused by name: whatever else it seems to say may mean something new there. */
export function judgeVersion(part: number, value: unknown, problems: Problems): void {
  const version = isRecord(value) ? value.version : undefined
  if (typeof version !== 'number' || version <= documentVersion) return
  problems.add({
    part,
    pointer: '/version',
    code: 'newer_version',
    message: `version ${quote(version)} is newer than this library, which reads version ${documentVersion}`,
    help: 'update oncue',
  })
}
