import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { memoryStore, type Store } from 'oncue/store'
import type { Page } from 'playwright-core'
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { buildPage } from '../../examples/browser-sdk/build-page.js'
import { createSdkServer } from '../../examples/browser-sdk/server.js'
import { type Browser, chromiumPath, openBrowser } from './chromium.js'

const app = 'https://app.example.com'

/** Surveys and tours, of each one a day; some wait for an event, or for time to pass. */
const document = {
  experiences: [
    { id: 'nps', kind: 'survey', published_at: '2029-01-01', url: [{ url: '/home', match_type: 'simple' }] },
    {
      id: 'tour',
      kind: 'tour',
      position: 0,
      published_at: '2029-01-01',
      url: [{ url: '/tours', match_type: 'simple' }],
    },
    {
      id: 'next',
      kind: 'tour',
      position: 1,
      published_at: '2029-01-01',
      url: [{ url: '/tours', match_type: 'simple' }],
    },
    {
      id: 'exported',
      kind: 'survey',
      published_at: '2029-01-01',
      url: [{ url: '/reports', match_type: 'simple' }],
      triggers: [{ on: 'custom', name: 'report_exported' }],
    },
    {
      id: 'stayed',
      kind: 'survey',
      published_at: '2029-01-01',
      url: [{ url: '/slow', match_type: 'simple' }],
      triggers: [{ on: 'time_on_page', seconds: 0.3 }],
    },
  ],
  limit_groups: [
    { id: 'one_survey_a_day', kind: 'survey', rate_limit_size: 1, rate_limit_kind: '1d' },
    { id: 'one_tour_a_day', kind: 'tour', rate_limit_size: 1, rate_limit_kind: '1d' },
  ],
}

interface Tab {
  readonly page: Page
  /** What has shown on this tab since it was opened, and on pages that it has left. */
  shown(): Promise<readonly string[]>
  call(method: 'page' | 'trigger' | 'catchUp' | 'ended' | 'identify', ...args: readonly unknown[]): Promise<void>
}

describe.skipIf(chromiumPath === null)('the SDK in tabs of a real browser', () => {
  let script: string
  let store: Store
  let server: Server
  let browser: Browser
  let origin: string
  let now: number
  const complaints: string[] = []

  beforeAll(async () => {
    script = await buildPage()
  })

  beforeEach(async () => {
    now = Date.parse('2029-02-05T09:00:00Z')
    store = memoryStore()
    await store.putCatalog({ expected: 0, at: now, document })
    server = createSdkServer({ store, now: () => now, script })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    browser = await openBrowser()
    complaints.length = 0
  }, 60_000)

  afterEach(async () => {
    await browser.close()
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  })

  async function tab(profileId: string, path: string, clockMs = 0): Promise<Tab> {
    const page = await browser.context.newPage()
    page.on('pageerror', ({ message }) => complaints.push(message))
    const query = new URLSearchParams({ profile_id: profileId, href: app + path, clock_ms: String(clockMs + skew()) })
    await page.goto(`${origin}/?${query}`)
    await page.waitForSelector('html[data-ready]')
    return {
      page,
      shown: async () =>
        (await page.locator('#shown li').allTextContents()).map((line) => line.slice(0, line.indexOf(' '))),
      call: (method, ...args) =>
        page.evaluate(
          // biome-ignore lint/suspicious/noExplicitAny: what the page leaves on its global object has no type here
          ([name, given]) => (globalThis as any).sdk[name as string](...(given as unknown[])),
          [method, args] as const,
        ),
    }
  }

  /** What makes the browser's clock the server's: it is another year there. */
  const skew = (): number => now - Date.now()

  const shownIn = async (tabs: readonly Tab[]): Promise<readonly string[]> =>
    (await Promise.all(tabs.map((one) => one.shown()))).flat().sort()

  const kept = async (profileId: string): Promise<readonly string[]> =>
    (await store.load(profileId)).profile.interactions.map(({ experienceId }) => experienceId)

  describe.each([['with Web Locks'], ['without them, by the answer of the server']])('%s', (name) => {
    beforeEach(async () => {
      if (!name.startsWith('with ')) {
        await browser.context.addInitScript(() => Object.defineProperty(navigator, 'locks', { value: undefined }))
      }
    })

    it('shows once where two tabs load a page at the same time', async () => {
      for (let round = 0; round < 5; round++) {
        const who = `u${round}`
        const tabs = await Promise.all([tab(who, '/home'), tab(who, '/home')])
        expect(await shownIn(tabs)).toEqual(['nps'])
        await Promise.all(tabs.flatMap((one) => [one.call('page', `${app}/home`), one.call('page', `${app}/home`)]))
        expect(await shownIn(tabs)).toEqual(['nps'])
        expect(await kept(who)).toEqual(['nps'])
        for (const { page } of tabs) await page.close()
      }
      expect(complaints).toEqual([])
    })

    it('fills a limit once, whatever fits into it', async () => {
      const tabs = await Promise.all([tab('u1', '/tours'), tab('u1', '/tours'), tab('u1', '/tours')])
      expect(await shownIn(tabs)).toEqual(['tour'])
      now += 24 * 3_600_000 - 1 // the millisecond before there is room again
      await Promise.all(tabs.map(({ page }) => page.close()))
      const held = await Promise.all([tab('u1', '/tours'), tab('u1', '/tours')])
      expect(await shownIn(held)).toEqual([])
      expect(await kept('u1')).toEqual(['tour'])
    })

    it('shows once what two tabs trigger', async () => {
      const tabs = await Promise.all([tab('u1', '/reports'), tab('u1', '/reports')])
      expect(await shownIn(tabs)).toEqual([])
      await Promise.all(tabs.map((one) => one.call('trigger', 'custom', { name: 'report_exported' })))
      expect(await shownIn(tabs)).toEqual(['exported'])
      expect(await kept('u1')).toEqual(['exported'])
    })
  })

  it('wakes up by itself where something waits for time on the page', async () => {
    const [one, two] = await Promise.all([tab('u1', '/slow'), tab('u1', '/slow')])
    now += 1_000
    await one.page.waitForTimeout(1_500)
    expect(await shownIn([one, two])).toEqual(['stayed'])
    expect(await kept('u1')).toEqual(['stayed'])
  })

  it('goes on without a network, in one tab of two, and reports it when it happened', async () => {
    const tabs = await Promise.all([tab('u1', '/elsewhere'), tab('u1', '/elsewhere')])
    await browser.context.setOffline(true)
    await Promise.all(tabs.map((one) => one.call('page', `${app}/tours`)))
    expect(await shownIn(tabs)).toEqual(['tour'])
    expect(await kept('u1')).toEqual([])

    now += 3_600_000
    await browser.context.setOffline(false)
    await Promise.all(tabs.map((one) => one.call('catchUp')))
    expect(await kept('u1')).toEqual(['tour'])
    const [interaction] = (await store.load('u1')).profile.interactions
    expect(interaction?.startedAt).toBeLessThan(now - 3_500_000)
    await Promise.all(tabs.map((one) => one.call('page', `${app}/tours`)))
    expect(await shownIn(tabs)).toEqual(['tour'])
    expect(complaints).toEqual([])
  })

  it('shows nothing without a network where tabs cannot take turns', async () => {
    await browser.context.addInitScript(() => Object.defineProperty(navigator, 'locks', { value: undefined }))
    const tabs = await Promise.all([tab('u1', '/elsewhere'), tab('u1', '/elsewhere')])
    await browser.context.setOffline(true)
    await Promise.all(tabs.map((one) => one.call('page', `${app}/tours`)))
    expect(await shownIn(tabs)).toEqual([])
  })

  it('keeps to the clock of the server: a device that is three days ahead gains nothing by it', async () => {
    const first = await tab('u1', '/tours')
    expect(await first.shown()).toEqual(['tour'])
    const ahead = await tab('u1', '/tours', 3 * 86_400_000)
    expect(await ahead.shown()).toEqual([])
    await browser.context.setOffline(true)
    await ahead.call('page', `${app}/tours`)
    expect(await ahead.shown()).toEqual([])
  })

  it('takes what another device has shown from the server', async () => {
    const here = await tab('u1', '/elsewhere')
    const other = await openBrowser()
    const page = await other.context.newPage()
    await page.goto(`${origin}/?${new URLSearchParams({ profile_id: 'u1', href: `${app}/home` })}`)
    await page.waitForSelector('#shown li')
    await here.call('page', `${app}/home`)
    expect(await here.shown()).toEqual([])
    expect(await kept('u1')).toEqual(['nps'])
    await other.close()
  })
})
