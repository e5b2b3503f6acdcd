import { expect, test } from 'vitest'
import { readText } from './read-all.js'

test('a remote user without a name is none', async () => {
  const line = (user: string, rest: string) =>
    `::1 - ${user} [03/Feb/2029:10:00:00 +0000] "GET / HTTP/1.1" 200 1${rest}`
  const lines = [line('""', ' "-" "Mozilla"'), line('""', ''), line('-', ' "-" "Mozilla"'), line('"ada"', '')]
  const { events } = await readText(lines.join('\n'))
  expect(events.map(({ profileId }) => profileId)).toEqual(['::1 Mozilla', '::1', '::1 Mozilla', '"ada"'])
})
