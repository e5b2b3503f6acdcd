import { readFileSync } from 'node:fs'
import { catalog, experience, limitGroup } from 'oncue'
import { expect, test } from 'vitest'
import { createSdk, type Surroundings } from '../../examples/browser-sdk.js'

const hour = 3_600_000
const published = { publishedAt: 0 }
const site = catalog({
  experiences: [
    experience({
      id: 'welcome',
      kind: 'tour',
      position: 0,
      urlRules: [{ url: '/home', matchType: 'simple' }],
      ...published,
    }),
    experience({
      id: 'help',
      kind: 'tour',
      position: 1,
      triggers: [{ on: 'click', element: '#help', name: null }],
      ...published,
    }),
    experience({ id: 'stuck', kind: 'survey', triggers: [{ on: 'time_on_page', seconds: 30 }], ...published }),
  ],
  limitGroups: [limitGroup({ id: 'hourly', kind: 'tour', rateLimitSize: 1, rateLimitKind: '1h' })],
})

/** A page without a browser: time stands still until it is moved, and what is shown is written down. */
function createPage() {
  const shown: string[] = []
  const stored = new Map<string, string>()
  let timers: { readonly at: number; readonly then: () => void }[] = []
  let now = hour
  const surroundings: Surroundings = {
    storage: { getItem: (key) => stored.get(key) ?? null, setItem: (key, value) => void stored.set(key, value) },
    now: () => now,
    wait: (ms, then) => void timers.push({ at: now + ms, then }),
    show: (id) => void shown.push(id),
    leaveFor: () => {},
  }
  const pass = (ms: number): void => {
    now += ms
    const due = timers.filter(({ at }) => at <= now)
    timers = timers.filter(({ at }) => at > now)
    for (const { then } of due) then()
  }
  return { shown, surroundings, pass }
}

test('the profile outlives the page, and a limit with it', () => {
  const { shown, surroundings, pass } = createPage()
  createSdk(site, 'u1', surroundings).page('https://app.example.com/home')
  expect(shown).toEqual(['welcome'])
  pass(hour - 1)
  const sdk = createSdk(site, 'u1', surroundings) // another page: everything is read back
  sdk.page('https://app.example.com/other')
  sdk.trigger('click', { element: '#help' })
  expect(shown).toEqual(['welcome'])
  pass(1)
  sdk.page('https://app.example.com/other')
  sdk.trigger('click', { element: '#other' })
  expect(shown).toEqual(['welcome'])
  sdk.trigger('click', { element: '#help' })
  expect(shown).toEqual(['welcome', 'help'])
})

test('time on the page is waited for, on that page only', () => {
  const { shown, surroundings, pass } = createPage()
  const sdk = createSdk(site, 'u1', surroundings)
  sdk.page('https://app.example.com/home')
  sdk.ended('welcome', 'completed')
  sdk.page('https://app.example.com/other')
  pass(29_999)
  sdk.page('https://app.example.com/more')
  pass(29_999)
  expect(shown).toEqual(['welcome'])
  pass(1)
  expect(shown).toEqual(['welcome', 'stuck'])
})

test('it uses the core and its sessions alone', () => {
  const imports = [...readFileSync('examples/browser-sdk.ts', 'utf8').matchAll(/from '([^']+)'/g)].map(
    ([, name]) => name,
  )
  expect(imports).toEqual(['oncue', 'oncue/session'])
})
