import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parseCatalog, readTraceEvent, toProfileEvent } from '../../src/authoring/index.js'
import type { ProfileEvent } from '../../src/index.js'
import { writeFragment } from '../../src/playground/state/fragment.js'
import { type Browser, chromiumPath, openBrowser } from './chromium.js'
import { openPlayground, type PlaygroundServer, servePlayground, settled } from './playground-page.js'
import { type Site, serveDist } from './serve.js'

const catalogText = readFileSync(new URL('../../examples/demo/catalog.yaml', import.meta.url), 'utf8')

/** One person's month, a thousand events: mostly page loads, 43 minutes apart. */
const lines = Array.from({ length: 1_000 }, (_, k) => {
  const parts = { at: new Date(Date.UTC(2029, 2, 1, 8) + k * 43 * 60_000).toISOString(), profile_id: 'u1' }
  const traits = { plan: 'team', role: 'owner', signed_up_at: '2028-11-01', customers: 4, tickets: 1 }
  if (k === 0) return { ...parts, type: 'identify', traits }
  if (k % 97 === 0) return { ...parts, type: 'track', event: 'ticket_closed' }
  const path = ['dashboard', 'invoices', 'billing', 'reports/cash-flow', 'customers', 'customers/import'][k % 6]
  return { ...parts, type: 'page', href: `https://app.example.com/${path}` }
})

/** Where the clock is dragged to, in ten-thousandths of its length: all the way, as a hand does it. */
const places = Array.from({ length: 40 }, (_, k) => Math.round((k * 10_000) / 39))
const rounds = 8
const clockStepMs = 0.1

describe.skipIf(chromiumPath === null)('dragging the clock over a thousand events', () => {
  let browser: Browser
  let server: PlaygroundServer
  let site: Site

  beforeAll(async () => {
    server = await servePlayground()
    site = await serveDist()
    browser = await openBrowser()
  }, 60_000)

  afterAll(async () => {
    await browser?.close()
    await site?.close()
    await server?.interrupt()
  })

  // Taken again where something else took the machine meanwhile.
  it('has no frame that takes longer than four explanations in the same browser', {
    timeout: 180_000,
    retry: 2,
  }, async () => {
    const fragment = await writeFragment({
      catalog: catalogText,
      events: lines.map((line) => JSON.stringify(line)).join('\n'),
      profileId: 'u1',
      at: null,
      zone: 'Europe/Berlin',
      behaviour: 'assumed',
      open: ['nps'],
    })
    const { page, complaints } = await openPlayground(browser, server.url)
    await page.addInitScript(`(${watchFrames})()`)
    await page.goto(`${server.url}#${fragment}`)
    await settled(page)
    const dragged = (await page.evaluate(`(${drag})(${JSON.stringify({ places, rounds })})`)) as Dragged
    expect(complaints).toEqual([])
    // Every place has its answer, and each of its twelve candidates is put into words.
    expect(dragged.frames.every((frames) => frames.length >= 4)).toBe(true)
    await page.close()

    const events = lines.map((line) => {
      const read = readTraceEvent(line)
      return read.ok ? toProfileEvent(read.value) : null
    })
    const catalog = parseCatalog(catalogText)
    const given = { catalog: catalog.ok ? catalog.value : null, events, instants: dragged.instants, rounds }
    const other = await browser.context.newPage()
    await other.goto(site.origin)
    await other.evaluate(`import('/dist/session.js').then((module) => Object.assign(globalThis.oncue, module))`)
    const explained = (await other.evaluate(`(${explainEach})(${JSON.stringify(given)})`)) as readonly number[]
    await other.close()

    // What else the machine does makes single figures larger and never smaller, so the least of several rounds counts.
    // The browser's clock has steps of a tenth of a millisecond: the mean explanation stands for all, and a single frame
    // may be read as one step longer than it is.
    const explanation = explained.reduce((sum, ms) => sum + ms, 0) / explained.length
    const longest = Math.max(...dragged.frames.flat())
    console.log(`an explanation takes ${explanation.toFixed(2)} ms, the longest frame ${longest.toFixed(2)} ms`)
    expect(longest - clockStepMs).toBeLessThanOrEqual(4 * explanation)
  })
})

interface Dragged {
  /** What the page did in each frame that followed on a move, in milliseconds: the least of all rounds. */
  readonly frames: readonly (readonly number[])[]
  readonly instants: readonly number[]
}

/** Times what the page does in each of its frames. */
function watchFrames(): void {
  const page = globalThis as unknown as { frameMs: number[]; nextFrame: typeof requestAnimationFrame }
  page.frameMs = []
  page.nextFrame = globalThis.requestAnimationFrame.bind(globalThis)
  globalThis.requestAnimationFrame = (work) =>
    page.nextFrame((at) => {
      const from = performance.now()
      work(at)
      page.frameMs.push(performance.now() - from)
    })
}

/** Drags the clock from end to end and lets each move be answered in full. */
async function drag({ places, rounds }: { places: readonly number[]; rounds: number }): Promise<Dragged> {
  const page = globalThis as unknown as { frameMs: number[]; nextFrame: typeof requestAnimationFrame }
  const slider = document.querySelector<HTMLInputElement>('#clock') as HTMLInputElement
  const exact = document.querySelector<HTMLInputElement>('#clock-exact') as HTMLInputElement
  const frames: number[][] = places.map(() => [])
  const instants: number[] = []
  for (let round = 0; round < rounds; round += 1) {
    for (const [k, place] of places.entries()) {
      page.frameMs.length = 0
      slider.value = String(place)
      slider.dispatchEvent(new Event('input', { bubbles: true }))
      for (let n = 0; n < 10; n += 1) await new Promise((resolve) => page.nextFrame(resolve))
      for (const [n, ms] of page.frameMs.entries()) {
        const least = frames[k] as number[]
        least[n] = Math.min(ms, least[n] ?? ms)
      }
      if (round > 0) continue
      await new Promise((resolve) => setTimeout(resolve, 200))
      instants.push(Date.parse(exact.value))
    }
  }
  return { frames, instants }
}

interface ToExplain {
  readonly catalog: unknown
  readonly events: readonly ProfileEvent[]
  readonly instants: readonly number[]
  readonly rounds: number
}

/** Explains each of the instants in a frame of its own, as the page does. */
async function explainEach({ catalog, events, instants, rounds }: ToExplain): Promise<readonly number[]> {
  const { compile, explain, profile, session } = (globalThis as unknown as { oncue: Modules }).oncue
  const engine = compile(catalog as never)
  const questions = instants.map((at) => {
    const folded = session(engine, profile('u1'), { completesShows: true })
    for (const event of events) if (event.at < at) folded.step(event as never)
    const asked = events.find((event) => event.at === at && event.type === 'page')
    const href = asked !== undefined && 'href' in asked ? asked.href : (folded.current.pageHref ?? 'https://x.test/')
    return { profile: folded.profile, page: { href }, at }
  })
  const least = questions.map(() => Number.POSITIVE_INFINITY)
  for (let round = 0; round < rounds; round += 1) {
    for (const [k, { profile, page, at }] of questions.entries()) {
      await new Promise((resolve) => requestAnimationFrame(resolve))
      const from = performance.now()
      explain(engine, profile, page, at)
      least[k] = Math.min(least[k] as number, performance.now() - from)
    }
  }
  return least
}

type Modules = typeof import('../../src/index.js') &
  typeof import('../../src/explain.js') &
  typeof import('../../src/session/index.js')
