import { parseInstant } from '../../authoring/time.js'
import type { TranslatedFormat } from './formats/format.js'
import { isRow } from './formats/value.js'
import { type Identities, IdentityJoins } from './identity.js'
import type { TracePart } from './part.js'
import { visitRows } from './rows.js'

/**
 * Goes through those files whose format can say that an anonymous id is a user.
 *
 * @returns `null` where `pause` ended it
 */
export async function findIdentities(
  parts: readonly TracePart[],
  pause: () => Promise<boolean> = async () => true,
): Promise<Identities | null> {
  const joins = new IdentityJoins()
  let linesBefore = 0
  let goesOn = true
  for (const part of parts) {
    const { format } = part
    if (format.kind !== 'translated' || !format.hasIdentity) continue
    const before = linesBefore
    linesBefore += await visitRows(part, {
      ...(format.wants === undefined ? {} : { wants: format.wants }),
      columns: () => true,
      row: (row, line) => gather(row, format, joins, before + line),
      // What cannot be read is told when the trace is read.
      broken() {},
      async pause() {
        goesOn &&= await pause()
        return goesOn
      },
    })
    if (!goesOn) return null
  }
  return joins.resolve()
}

/** A row without a time joins nobody. */
function gather(row: unknown, format: TranslatedFormat, joins: IdentityJoins, line: number): void {
  const translation = isRow(row) ? format.translate(row) : null
  if (translation?.kind !== 'events') return
  const { person, alias, at } = translation
  const pairs = [{ from: person.anonymousId, to: person.userId }, ...(alias === undefined ? [] : [alias])]
  for (const { from, to } of pairs) {
    if (from === null || to === null) continue
    const instant = parseInstant(at, null)
    if (instant.ok) joins.join(from, to, instant.value, line)
  }
}
