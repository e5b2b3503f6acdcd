import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright-core'
import type { Browser } from './chromium.js'

export interface PlaygroundServer {
  readonly url: string
  /** Ctrl-C. @returns the exit code */
  interrupt(): Promise<number | null>
}

/** `oncue playground` of the built package, in a process of its own. */
export async function servePlayground(): Promise<PlaygroundServer> {
  const main = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url))
  const child = spawn(process.execPath, [main, 'playground', '--port', '0', '--json'])
  const ended = once(child, 'close')
  const [chunk] = (await once(child.stdout, 'data')) as [Buffer]
  const { url } = JSON.parse(chunk.toString()) as { url: string }
  return {
    url,
    async interrupt() {
      child.kill('SIGINT')
      const [code] = (await ended) as [number | null]
      return code
    },
  }
}

export interface OpenPlayground {
  readonly page: Page
  /** What the browser complained of, and what it asked for beside the page. */
  readonly complaints: readonly string[]
}

export interface Look {
  readonly width?: number
  readonly colorScheme?: 'light' | 'dark'
}

export async function openPlayground(
  { context }: Browser,
  url: string,
  { width = 1280, colorScheme = 'light' }: Look = {},
): Promise<OpenPlayground> {
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('console', (message) => complaints.push(`${message.type()}: ${message.text()}`))
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('dialog', (dialog) => {
    complaints.push(`dialog: ${dialog.message()}`)
    void dialog.dismiss()
  })
  page.on('request', (request) => {
    const asked = request.url().split('#')[0]
    if (asked !== url && !asked?.startsWith('data:')) complaints.push(`asked for ${asked}`)
  })
  await page.setViewportSize({ width, height: 900 })
  await page.emulateMedia({ colorScheme })
  return { page, complaints }
}

/** Waits until everything that is said of where the clock stands is there, and the address holds it. */
export async function settled(page: Page): Promise<void> {
  await page.locator('#verdict:not(:empty)').waitFor()
  await page.waitForTimeout(500)
}

/** What the page says, without what is closed. */
export const said = (page: Page): Promise<unknown> =>
  page.evaluate(`({
    verdict: document.querySelector('#verdict').textContent,
    clock: document.querySelector('#clock-words').textContent,
    sentences: Array.from(document.querySelectorAll('.sentence'), (one) => one.textContent),
    codes: Array.from(document.querySelectorAll('.code'), (one) => one.textContent),
    open: Array.from(document.querySelectorAll('.candidate details[open] .name'), (one) => one.textContent),
    person: document.querySelector('#person').value,
    zone: document.querySelector('#zone').value,
  })`)
