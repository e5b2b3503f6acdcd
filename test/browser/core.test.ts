import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { answer, type Core } from './answer.js'
import { type Browser, chromiumPath, openBrowser } from './chromium.js'
import { type Site, serveDist } from './serve.js'

describe.skipIf(chromiumPath === null)('the core in a browser', () => {
  let site: Site
  let browser: Browser

  beforeAll(async () => {
    site = await serveDist()
    browser = await openBrowser()
  }, 60_000)

  afterAll(async () => {
    await browser?.close()
    await site?.close()
  })

  it('loads as a module and answers as it does in Node', async () => {
    const complaints: string[] = []
    const page = await browser.context.newPage()
    page.on('console', (message) => complaints.push(`${message.type()}: ${message.text()}`))
    page.on('pageerror', (error) => complaints.push(error.message))
    await page.goto(site.origin)

    const inBrowser = await page.evaluate(`(${answer})(globalThis.oncue)`)

    const built = (file: string): string => new URL(`../../dist/${file}`, import.meta.url).href
    const core = await import(/* @vite-ignore */ built('index.js'))
    const evidence = await import(/* @vite-ignore */ built('explain.js'))
    const inNode: Core = { ...core, ...evidence }
    expect(inBrowser).toEqual(answer(inNode))
    expect(inBrowser).toEqual({
      outcomes: ['show', 'none'],
      experiences: ['nps', null],
      interactions: 1,
      first: ['nps: shown', 'welcome: outranked'],
      second: [
        'nps: rate_limited by quiet, until 2029-02-03T12:00:00Z',
        'welcome: rate_limited by quiet, until 2029-02-03T12:00:00Z',
      ],
      validUntil: '2029-02-03T12:00:00Z',
    })
    expect(complaints).toEqual([])
  })

  it('asks for nothing but its own few files', () => {
    const modules = site.asked.filter((path) => path !== '/')
    expect(modules.slice(0, 2)).toEqual(['/dist/index.js', '/dist/explain.js'])
    expect(modules.filter((path) => !/^\/dist\/[\w-]+\.js$/.test(path))).toEqual([])
    expect(modules.length).toBeLessThanOrEqual(16)
  })
})
