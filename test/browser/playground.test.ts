import { readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parseScenario } from '../../src/authoring/index.js'
import { writeFragment } from '../../src/playground/state/fragment.js'
import { runScenario } from '../../src/simulator/index.js'
import { type Browser, chromiumPath, openBrowser } from './chromium.js'
import {
  type Look,
  type OpenPlayground,
  openPlayground,
  type PlaygroundServer,
  said,
  servePlayground,
  settled,
} from './playground-page.js'

describe.skipIf(chromiumPath === null)('the playground in a browser', () => {
  let browser: Browser
  let server: PlaygroundServer

  beforeAll(async () => {
    server = await servePlayground()
    browser = await openBrowser()
  }, 60_000)

  afterAll(async () => {
    await browser?.close()
    expect(await server?.interrupt()).toBe(0)
  })

  async function open(fragment = '', look: Look = {}): Promise<OpenPlayground> {
    const opened = await openPlayground(browser, server.url, look)
    await opened.page.goto(server.url + (fragment === '' ? '' : `#${fragment}`))
    await settled(opened.page)
    return opened
  }

  const editor = (page: Page, id: 'catalog' | 'events') => page.locator(`#${id} .cm-content`)

  it.each([
    { width: 1280, colorScheme: 'light' },
    { width: 1280, colorScheme: 'dark' },
    { width: 360, colorScheme: 'light' },
  ] as const)('starts with an example and its answer, %o', async (look) => {
    const { page, complaints } = await open('', look)
    expect(await said(page)).toMatchObject({
      verdict: 'Nothing shows to u7',
      clock: '15 Mar 2029 10:00 UTC',
      codes: ['segment_mismatch', 'segment_mismatch', 'url_mismatch'],
      open: ['tuesday'],
    })
    expect(await page.textContent('.ways')).toContain('set plan to "trial" (it is "team")')
    expect(await page.evaluate('document.documentElement.scrollWidth <= window.innerWidth')).toBe(true)
    expect(complaints).toEqual([])
    await page.close()
  })

  it('answers as one types, and says where a broken catalog is broken without losing anything', async () => {
    const { page, complaints } = await open()
    await page.selectOption('#example', 'what-if')
    await settled(page)
    expect(await page.textContent('#verdict')).toBe('Nothing shows to u3')

    await editor(page, 'catalog').click()
    await page.keyboard.press('Control+End')
    // Behind the size, which stands in the last line.
    for (let k = 0; k < ', rate_limit_kind: 7d }\n'.length; k += 1) await page.keyboard.press('ArrowLeft')
    await page.keyboard.press('Backspace')
    await page.keyboard.type('2')
    await page.locator('#verdict', { hasText: 'csat shows to u3' }).waitFor()

    await page.keyboard.press('Control+End')
    await page.keyboard.type('experiences: 1')
    await page.waitForSelector('#answer.is-old')
    expect(await page.textContent('#verdict')).toBe('csat shows to u3')
    expect(await page.textContent('#old')).toBe('The catalog has 1 problem: this is what the last sound one answers')
    expect(await page.textContent('#catalog-problems .place')).toBe('line 17, column 1')
    expect(await page.locator('#catalog .cm-lintRange-error').count()).toBeGreaterThan(0)
    await settled(page)
    await page.reload()
    await settled(page)
    expect(await editor(page, 'catalog').textContent()).toContain('experiences: 1')
    expect(complaints).toEqual([])
    await page.close()
  })

  it('completes keys and values from the schema', async () => {
    const { page, complaints } = await open()
    await editor(page, 'catalog').click()
    await page.keyboard.press('Control+End')
    await page.keyboard.type('  - id: third\n')
    await page.keyboard.type('ki')
    await page.locator('#catalog .cm-tooltip-autocomplete li').first().waitFor()
    expect(await page.textContent('#catalog .cm-tooltip-autocomplete li .cm-completionLabel')).toBe('kind')
    await page.waitForTimeout(150)
    await page.keyboard.press('Enter')
    await page.keyboard.press('Control+Space')
    await page.locator('#catalog .cm-completionLabel', { hasText: 'survey' }).waitFor()
    expect(complaints).toEqual([])
    await page.close()
  })

  it('goes through what happened by dragging and by the keys', async () => {
    const { page, complaints } = await open()
    const slider = page.locator('#clock')
    await slider.focus()
    await page.keyboard.press('Home')
    await settled(page)
    expect(await said(page)).toMatchObject({ clock: '12 Mar 2029 09:00 UTC' })
    for (const _ of [1, 2]) await page.keyboard.press('ArrowRight')
    await settled(page)
    expect(await said(page)).toMatchObject({ clock: '13 Mar 2029 10:00 UTC', verdict: 'reports_tour shows to u7' })
    expect(await slider.getAttribute('aria-valuetext')).toBe('13 Mar 2029 10:00 UTC')

    const box = await slider.boundingBox()
    if (box === null) throw new Error('no slider')
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2)
    await page.mouse.down()
    for (let tenth = 5; tenth <= 10; tenth += 1)
      await page.mouse.move(box.x + (box.width * tenth) / 10, box.y + box.height / 2)
    await page.mouse.up()
    await settled(page)
    expect(await said(page)).toMatchObject({ clock: '16 Mar 2029 10:00 UTC', verdict: 'Nothing shows to u7' })
    expect(await page.textContent('#settled')).toContain('it was discarded at 15 Mar 2029 10:00 UTC')
    expect(complaints).toEqual([])
    await page.close()
  })

  it('holds all of it in a link, for a reload and for somebody else', async () => {
    const { page, complaints } = await open()
    await page.selectOption('#example', 'server')
    await page.selectOption('#person', 'u2')
    await page.fill('#zone', 'Asia/Tokyo')
    await page.press('#zone', 'Tab')
    await page.fill('#clock-exact', '2029-02-03T10:00:00Z')
    await page.press('#clock-exact', 'Enter')
    await page.locator('.candidate summary').last().click()
    await settled(page)
    const before = await said(page)
    expect(before).toMatchObject({ verdict: 'welcome_tour shows to u2', clock: '3 Feb 2029 19:00 UTC+9' })

    await page.click('#share')
    await page.locator('#notice', { hasText: 'link' }).waitFor()
    await page.reload()
    await settled(page)
    expect(await said(page)).toEqual(before)
    const other = await openPlayground(browser, server.url)
    await other.page.goto(page.url())
    await settled(other.page)
    expect(await said(other.page)).toEqual(before)
    expect([...complaints, ...other.complaints]).toEqual([])
    await other.page.close()
    await page.close()
  })

  it('says what is wrong with a link, and starts with the example', async () => {
    const { page, complaints } = await open('1dcut')
    expect(await page.textContent('#notice')).toBe(
      'the link could not be read: it is broken: was it cut short? Here is the first example instead',
    )
    expect(await page.textContent('#verdict')).toBe('Nothing shows to u7')
    expect(complaints).toEqual([])
    await page.close()
  })

  it('writes an event by its form, and the file of a scenario that passes', async () => {
    const { page, complaints } = await open()
    await page.click('.add summary')
    await page.fill('#add-at', '2029-03-15T09:00:00Z')
    await page.fill('#add-fields input', 'https://app.example.com/reports/1')
    await page.click('#add-event button')
    await settled(page)
    expect(await said(page)).toMatchObject({ clock: '15 Mar 2029 09:00 UTC', person: 'u7' })
    const downloading = page.waitForEvent('download')
    await page.click('#export')
    const download = await downloading
    expect(download.suggestedFilename()).toBe('scenario.yaml')
    const scenario = parseScenario(readFileSync(await download.path(), 'utf8'))
    if (!scenario.ok) throw new Error(scenario.problems[0].message)
    expect(scenario.value.kind === 'replay' && scenario.value.steps).toHaveLength(8)
    expect(runScenario(scenario.value)).toMatchObject({ passed: true })
    expect(complaints.filter((one) => !one.startsWith('asked for blob:'))).toEqual([])
    await page.close()
  })

  it('shows hostile names as text, and nothing grows beyond the page', async () => {
    const names = [
      '<img src=x onerror=alert(1)>',
      '"><script>alert(1)</script>',
      '\u202Eabc\u202C שלום',
      'x'.repeat(200),
    ]
    const catalog = {
      experiences: names.map((id, position) => ({ id, kind: 'tour', name: `${id}${'long '.repeat(100)}`, position })),
      segments: [{ id: '<b>bold</b>', conditions: { all: [{ fact: names[0], operator: 'equal', value: names[1] }] } }],
    }
    const live = { published_at: '2029-01-01', segment_id: '<b>bold</b>' }
    const event = { type: 'page', at: '2029-02-03T10:00:00Z', profile_id: names[0], href: `https://x.test/${names[1]}` }
    const fragment = await writeFragment({
      catalog: JSON.stringify({ ...catalog, experiences: catalog.experiences.map((one) => ({ ...one, ...live })) }),
      events: JSON.stringify(event),
      profileId: names[0] as string,
      at: null,
      zone: 'UTC',
      behaviour: 'assumed',
      open: names,
    })
    const { page, complaints } = await open(fragment ?? '', { width: 360 })
    expect(await page.locator('.candidate .name').allTextContents()).toEqual(expect.arrayContaining(names))
    expect(await page.locator('.candidate img, .candidate script, .candidate b').count()).toBe(0)
    expect(await page.evaluate('document.documentElement.scrollWidth <= window.innerWidth')).toBe(true)
    expect(complaints).toEqual([])
    await page.close()
  })
})
