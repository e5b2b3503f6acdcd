import { expect, test } from 'vitest'
import { catalog, compile, dayMs, experience, hourMs, profile } from '../../src/index.js'
import { session } from '../../src/session/index.js'

const signedUp = Date.UTC(2029, 1, 3)
const page = { href: 'https://app.example.com/', peek: true }

test('S1, E10: what was found at one instant is not taken for an earlier one', () => {
  const segment = { fact: 'signed_up', operator: 'chameleon.gt-d', value: 1 } as const
  const engine = compile(catalog({ experiences: [experience({ id: 'new', kind: 'tour', publishedAt: 0, segment })] }))
  const newcomer = session(engine, profile('u1', { seen: true, traits: { signed_up: signedUp / 1_000 } }))
  expect(newcomer.decide(page, signedUp + 2 * dayMs).outcome).toBe('none')
  expect(newcomer.decide(page, signedUp + hourMs).outcome).toBe('show')
  expect(newcomer.decide(page, signedUp + 2 * dayMs).outcome).toBe('none')
})
