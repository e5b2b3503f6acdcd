import { parseCatalog } from '../../../src/authoring/index.js'
import type { Catalog } from '../../../src/model/index.js'
import type { TraceSource } from '../../../src/simulator/index.js'

/** A trace in memory. */
export function traceOf(events: readonly object[], onRead = (): void => {}): TraceSource {
  const bytes = Buffer.from(events.map((event) => `${JSON.stringify(event)}\n`).join(''))
  return {
    name: 'trace.jsonl',
    bytes: bytes.length,
    async *read() {
      onRead()
      yield bytes
    },
    close: async () => {},
  }
}

export function catalogOf(text: string): Catalog {
  const parsed = parseCatalog(text)
  if (!parsed.ok) throw new Error(parsed.problems[0].message)
  return parsed.value
}

/** A page load of an application, at a time of the third of February, or of another day of that month. */
export const load = (profileId: string, time: string, day = 3): object => ({
  at: `2029-02-${String(day).padStart(2, '0')}T${time}Z`,
  profile_id: profileId,
  href: 'https://app.example.com/',
})
