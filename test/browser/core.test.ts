import { execFileSync } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type BrowserContext, chromium } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { answer, type Core } from './answer.js'
import { type Site, serveDist } from './serve.js'

const executablePath = findChromium()
if (executablePath === null) console.warn('skipped: there is no chromium on the path')

function findChromium(): string | null {
  try {
    return execFileSync('which', ['chromium'], { encoding: 'utf8' }).trim()
  } catch {
    return null
  }
}

// It is to ask nobody but the loopback server, at the start neither.
const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

describe.skipIf(executablePath === null)('the core in a browser', () => {
  let site: Site
  let browser: BrowserContext
  let profileFolder: string

  beforeAll(async () => {
    site = await serveDist()
    profileFolder = await mkdtemp(join(tmpdir(), 'oncue-chromium-'))
    browser = await chromium.launchPersistentContext(profileFolder, {
      executablePath: executablePath ?? '',
      args: flags,
    })
  }, 60_000)

  afterAll(async () => {
    await browser?.close()
    await site?.close()
    await rm(profileFolder, { recursive: true, force: true })
  })

  it('loads as a module and answers as it does in Node', async () => {
    const complaints: string[] = []
    const page = await browser.newPage()
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
    expect(modules.length).toBeLessThan(12)
  })
})
