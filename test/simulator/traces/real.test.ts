import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { openTrace } from '../../../src/simulator/traces/source.js'
import { type Reading, readSource } from './read-all.js'

/** Real traces stand beside the project, not in it. */
const pathOf = (file: string): string => fileURLToPath(new URL(`../../../../shared/traces/${file}`, import.meta.url))

function onReal(file: string, what: string, check: (reading: Reading) => void): void {
  const path = pathOf(file)
  const isHere = existsSync(path)
  test.skipIf(!isHere)(isHere ? what : `${what}: skipped, ${file} is not here`, async () => {
    const source = await openTrace(path)
    check(await readSource(source))
    await source.close()
  })
}

describe('real traces', () => {
  onReal('snowplow_web_events.csv', 'rows of atomic.events', ({ events, at, problems, passedOver, lines }) => {
    expect(problems).toEqual([])
    expect(lines).toBe(161)
    // 50 page views, 96 unstructured and 6 structured events, 8 pings.
    expect(events.filter(({ type }) => type === 'page')).toHaveLength(50)
    expect(events.filter(({ type }) => type === 'track')).toHaveLength(102)
    expect(passedOver).toHaveLength(8)
    expect(at[0]).toBe(2)
    expect(events[0]).toEqual({
      type: 'track',
      at: Date.parse('2021-03-03T21:27:32.695Z'),
      profileId: 'dupe: event_id different collector_tstamp',
      eventId: '9e983d4a-e07c-4858-8e97-bdb7feb31241',
      event: 'link_click',
    })
    // Whoever came without a domain_userid has a user id, and is that user.
    expect(events.filter(({ profileId }) => profileId === 'NULL domain_userid')).toHaveLength(1)
    // Three ids stand on two rows each, at two instants each.
    expect(events.length - new Set(events.map(({ eventId }) => eventId)).size).toBe(3)
  })

  onReal('semicomplete_pageloads.jsonl', 'page loads that want a mapping', ({ events, problems, lines }) => {
    expect(lines).toBe(1_782)
    expect(events).toEqual([])
    expect(new Set(problems.map(({ message }) => message))).toEqual(new Set(['missing key "href"']))
  })

  onReal('otto_sessions_sample.jsonl', 'visits that want a mapping', ({ events, lines }) => {
    expect(lines).toBe(20)
    expect(events).toEqual([])
  })
})
