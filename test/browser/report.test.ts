import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type ReportedResult, report } from '../../src/report/index.js'
import { poisoned } from '../report/poison.js'
import { allResults, yearOf } from '../report/results.js'
import { type Browser, chromiumPath, openBrowser } from './chromium.js'

interface Shown {
  readonly page: Page
  /** What the browser complained of, and what it asked for beside the file. */
  readonly complaints: readonly string[]
}

const ways = [
  { width: 1180, colorScheme: 'light' },
  { width: 1180, colorScheme: 'dark' },
  { width: 360, colorScheme: 'light' },
  { width: 1600, colorScheme: 'dark' },
] as const

describe.skipIf(chromiumPath === null)('a report in a browser', () => {
  let browser: Browser
  let folder: string
  let results: readonly ReportedResult[]

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'oncue-report-'))
    results = await allResults()
    browser = await openBrowser()
  }, 60_000)

  afterAll(async () => {
    await browser?.close()
    rmSync(folder, { recursive: true, force: true })
  })

  /** Opens a report from the disk. */
  async function open(
    reported: ReportedResult,
    { width, colorScheme }: (typeof ways)[number] = ways[0],
  ): Promise<Shown> {
    const file = join(folder, `${reported.kind}.html`)
    writeFileSync(file, report(reported))
    const page = await browser.context.newPage()
    const complaints: string[] = []
    page.on('console', (message) => complaints.push(`${message.type()}: ${message.text()}`))
    page.on('pageerror', (error) => complaints.push(error.message))
    page.on('dialog', (dialog) => complaints.push(`dialog: ${dialog.message()}`))
    page.on('request', (request) => {
      if (request.url() !== pathToFileURL(file).href) complaints.push(`asked for ${request.url()}`)
    })
    await page.setViewportSize({ width, height: 900 })
    await page.emulateMedia({ colorScheme })
    await page.goto(pathToFileURL(file).href)
    return { page, complaints }
  }

  const kinds = ['simulation', 'comparison', 'sweep', 'story'] as const
  const resultOf = (kind: (typeof kinds)[number]): ReportedResult =>
    results.find((one) => one.kind === kind) as ReportedResult

  describe.each(kinds)('of a %s', (kind) => {
    it.each(ways)('draws every picture, %o', async (way) => {
      const { page, complaints } = await open(resultOf(kind), way)
      const drawn = await page.evaluate(`(${drawnPictures})()`)
      expect(drawn).toMatchObject({ empty: [], beyond: [], overlapping: [], width: way.width })
      expect((drawn as { pictures: number }).pictures).toBeGreaterThan(0)
      expect(complaints).toEqual([])
      await page.close()
    })

    it('is in the colours that the reader prefers, and on paper in the light ones', async () => {
      const { page } = await open(resultOf(kind), ways[1])
      const paper = (): Promise<string> => page.evaluate('getComputedStyle(document.body).backgroundColor')
      expect(await paper()).toBe('rgb(18, 22, 29)')
      await page.emulateMedia({ colorScheme: 'dark', media: 'print' })
      expect(await paper()).toBe('rgb(255, 255, 255)')
      expect(await page.locator('nav, .marks, #tip').filter({ visible: true }).count()).toBe(0)
      await page.close()
    })

    it('tells what a mark stands for where it is pointed at', async () => {
      const { page, complaints } = await open(resultOf(kind))
      for (const group of await page.locator('[data-table]').all()) {
        const table = await group.getAttribute('data-table')
        const mark = group.locator('[data-row]').first()
        if ((await mark.count()) === 0) continue
        const row = page.locator(`#${table} tbody tr`).nth(Number(await mark.getAttribute('data-row')))
        await mark.scrollIntoViewIfNeeded()
        await settled(page)
        await mark.dispatchEvent('pointermove', { clientX: 20, clientY: 20 })
        const head = (await row.locator('th').textContent()) ?? ''
        expect(await page.locator('#tip strong').textContent()).toBe(head.trim())
        expect(await page.locator('#tip').isVisible()).toBe(true)
        expect(await mark.getAttribute('aria-label')).toContain(head.trim())
        await group.dispatchEvent('pointerleave')
        expect(await page.locator('#tip').isVisible()).toBe(false)
      }
      expect(complaints).toEqual([])
      await page.close()
    })

    it('can be walked through by keyboard alone', async () => {
      const { page, complaints } = await open(resultOf(kind))
      const groups = await page.evaluate(
        "[...document.querySelectorAll('[data-table]')].filter((one) => one.querySelector('[data-row]')).length",
      )
      const active = (): Promise<string | null> => page.evaluate("document.activeElement.getAttribute('aria-label')")
      const reached = new Set<string>()
      for (let k = 0; k < 60 && reached.size < Number(groups); k++) {
        await page.keyboard.press('Tab')
        const group = await page.evaluate(
          "document.activeElement.closest('[data-table]')?.dataset.table + ' ' + [...document.querySelectorAll('[data-table]')].indexOf(document.activeElement.closest('[data-table]'))",
        )
        if (String(group).startsWith('undefined') || reached.has(String(group))) continue
        reached.add(String(group))
        await settled(page)
        expect(await page.locator('#tip').isVisible(), String(group)).toBe(true)
        expect(await page.evaluate(`(${isMarkedOut})()`), String(group)).toBe(true)
        const first = await active()
        await page.keyboard.press('End')
        await page.keyboard.press('ArrowRight') // there is none behind the last one
        const last = await active()
        await page.keyboard.press('Home')
        expect(await active()).toBe(first)
        await page.keyboard.press('ArrowRight')
        await page.keyboard.press('ArrowLeft')
        expect(await active()).toBe(first)
        expect(last).not.toBeNull()
        await page.keyboard.press('Escape')
        expect(await page.locator('#tip').isVisible()).toBe(false)
      }
      expect(reached.size).toBe(groups)
      expect(complaints).toEqual([])
      await page.close()
    })

    it('lets no text of the data do anything', async () => {
      const { result } = resultOf(kind)
      for (const way of [ways[0], ways[2]]) {
        const { page, complaints } = await open({ kind, result: poisoned(result) } as ReportedResult, way)
        expect(await page.evaluate('globalThis.harmed')).toBeUndefined()
        expect(
          await page.evaluate("[...document.querySelectorAll('script, img, iframe, object, [onerror]')].length"),
        ).toBe(1)
        expect(await page.evaluate(`(${drawnPictures})()`)).toMatchObject({
          empty: [],
          beyond: [],
          overlapping: [],
          width: way.width,
        })
        await page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true })")
        await settled(page)
        expect(complaints).toEqual([])
        await page.close()
      }
    })
  })

  it('of a year opens at once', async () => {
    const simulated = resultOf('simulation') as ReportedResult & { readonly kind: 'simulation' }
    const { page, complaints } = await open(yearOf(simulated))
    expect(await page.evaluate(`(${firstPaint})()`)).toBeLessThan(1_000)
    expect(await page.locator('#days .marks > b').count()).toBe(365)
    expect(complaints).toEqual([])
    await page.close()
  })
})

/** Whatever was scrolled or opened has been drawn. */
const settled = (page: Page): Promise<unknown> =>
  page.evaluate('new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))')

/** In the page: after how many milliseconds something was to be seen. */
const firstPaint = (): Promise<number> =>
  new Promise((resolve) => {
    const observer = new PerformanceObserver((list) => {
      const [entry] = list.getEntriesByName('first-contentful-paint')
      if (entry !== undefined) resolve(entry.startTime)
    })
    observer.observe({ type: 'paint', buffered: true })
  })

/** In the page: pictures without a size, what stands out beyond the page, and labels that lie on each other. */
function drawnPictures(): unknown {
  const boxOf = (one: Element) => one.getBoundingClientRect()
  const all = (selector: string): readonly Element[] => Array.from(document.querySelectorAll(selector))
  const pictures = all('svg, .row .bar, .lane')
  const empty = pictures
    .filter((one) => boxOf(one).width < 20 || boxOf(one).height < 4)
    .map((one) => one.outerHTML.slice(0, 80))
  const texts = all(
    'h1, h2, h3, p, li, dd, dt, summary, .name, .value, .places span, .values span, .times span',
  ).filter((one) => boxOf(one).width > 0 && one.closest('.scroll') === null && one.closest('#tip') === null)
  const beyond = texts
    .filter((one) => boxOf(one).right > innerWidth + 1 || boxOf(one).left < -1)
    .map((one) => one.textContent)
  const overlapping: string[] = []
  for (const group of ['.values', '.times', '.dots', '.row', '.rows', 'main', '.tiles', '.panel']) {
    for (const parent of all(group)) {
      const children = Array.from(parent.children).filter((one) => boxOf(one).width > 0 && boxOf(one).height > 0)
      for (const [k, one] of children.entries())
        for (const other of children.slice(k + 1)) {
          const [a, b] = [boxOf(one), boxOf(other)]
          const wide = Math.min(a.right, b.right) - Math.max(a.left, b.left)
          const high = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top)
          if (wide > 1 && high > 1)
            overlapping.push(`${group}: ${one.textContent} / ${other.textContent}`.slice(0, 200))
        }
    }
  }
  for (const places of all('.places')) {
    // Beside its bar each name has a slot of its own, and must not need more.
    for (const slot of Array.from(places.children))
      if (boxOf(slot.querySelector('span') ?? slot).height > boxOf(slot).height + 1)
        overlapping.push(`${slot.textContent}`)
  }
  return { pictures: pictures.length, empty, beyond, overlapping, width: document.documentElement.scrollWidth }
}

/** In the page: whether what has the focus looks otherwise than what has not. */
function isMarkedOut(): boolean {
  const style = getComputedStyle(document.activeElement as Element)
  return style.outlineStyle !== 'none' || style.boxShadow !== 'none' || style.stroke !== 'none'
}
