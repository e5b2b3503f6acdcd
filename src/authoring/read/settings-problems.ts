import { quote } from '../quote.js'
import type { Part } from './part.js'
import type { Draft, Problems } from './problems.js'
import { isRecord } from './raw-items.js'

/** Parts may each say something about the settings, but not both about the same one. */
export function judgeSettings(parts: readonly Part[], problems: Problems): void {
  const first = new Map<string, number>()
  for (const [part, { value }] of parts.entries()) {
    const settings = isRecord(value) ? value.settings : undefined
    if (Array.isArray(settings)) problems.add(wrongList(part, '/settings', 'an object of settings', settings))
    if (!isRecord(settings)) continue
    const { sendings } = settings
    if (Array.isArray(sendings)) {
      problems.add(wrongList(part, '/settings/sendings', 'an object of settings for sendings', sendings))
    }
    for (const key of Object.keys(settings)) {
      const earlier = first.get(key)
      if (earlier === undefined) {
        first.set(key, part)
        continue
      }
      const where = parts[earlier]?.file ?? `document ${earlier + 1}`
      const message = `setting ${quote(key)} is given twice`
      problems.add({
        part,
        pointer: `/settings/${key}`,
        code: 'contradiction',
        message,
        help: `first given in ${where}`,
        at: 'key',
      })
    }
  }
}

/** For objects without a required key: valibot takes an array for one. */
export const wrongList = (part: number, pointer: string, expected: string, list: readonly unknown[]): Draft => ({
  part,
  pointer,
  code: 'wrong_type',
  message: `expected ${expected}, found a list of ${list.length}`,
})
