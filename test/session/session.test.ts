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

test('E10: a question that fails leaves nothing behind', () => {
  let isBroken = true
  const interactionId = (): string => {
    if (isBroken) throw new Error('no ids today')
    return 'i1'
  }
  const everywhere = experience({ id: 'a', kind: 'tour', publishedAt: 0 })
  const asked = session(compile(catalog({ experiences: [everywhere] }), { interactionId }), profile('u1'))
  expect(() => asked.decide({ href: page.href }, 1_000)).toThrow('no ids today')
  isBroken = false
  // E2: the page load of the question that failed was never recorded, so nothing was seen of this profile.
  expect(asked.decide(page, 1_000).outcome).toBe('none')
  asked.step({ type: 'identify', at: 2_000, disabled: true })
  expect(asked.step({ type: 'page', at: 3_000, href: page.href })?.outcome).toBe('none')
})
