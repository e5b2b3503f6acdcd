import fc from 'fast-check'
import { expect, it } from 'vitest'
import { anyRequest } from './arbitrary-request.js'
import { beginWalk } from './walk.js'

it('answers whatever is asked as the document says: never 500, never late, and what is refused writes nothing', async () => {
  const walk = await beginWalk()
  const statuses = new Map<number, number>()
  await fc.assert(
    fc.asyncProperty(anyRequest, async (asked) => {
      const { status, fault } = await walk.ask(asked)
      statuses.set(status, (statuses.get(status) ?? 0) + 1)
      expect(fault).toBeNull()
    }),
    { numRuns: 800, endOnFailure: true },
  )
  // A walk in which nothing goes well proves nothing.
  expect(statuses.get(200)).toBeGreaterThan(100)
  expect(statuses.get(201)).toBeGreaterThan(0)
})
