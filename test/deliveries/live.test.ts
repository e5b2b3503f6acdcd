import { expect, it } from 'vitest'
import { whyNotLive } from '../../src/deliveries/live.js'
import { type Experience, experience } from '../../src/model/index.js'
import { now } from './support.js'

const live: Partial<Experience> = { publishedAt: now - 1, unpublishedAt: now + 1 }

it.each([
  ['live', {}, null],
  ['live from now on', { publishedAt: now }, null],
  ['live with no end', { unpublishedAt: null }, null],
  ['never published', { publishedAt: null }, 'never published'],
  ['not yet published', { publishedAt: now + 1 }, 'published from 2029-02-03T10:00:00.001Z'],
  ['over now', { unpublishedAt: now }, 'unpublished at 2029-02-03T10:00:00Z'],
  [
    'over at the instant at which it begins',
    { publishedAt: now, unpublishedAt: now },
    'unpublished at 2029-02-03T10:00:00Z',
  ],
  ['removed', { unpublishedAt: null, removed: true }, 'removed'],
] as const)('why an experience is not live (C2): %s', (_, given, why) => {
  const message = `model_id: experience not live, ${why}: "e"; publish it and retry`
  expect(whyNotLive(experience({ id: 'e', kind: 'tour', ...live, ...given }), now)).toBe(why === null ? null : message)
})
