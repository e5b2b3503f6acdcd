import { openBrowser } from '../../test/browser/chromium.js'
import type { Corpus } from './corpus.js'
import type { PageCell } from './factors.js'
import type { Answers } from './first-difference.js'
import type { Told } from './lives.js'

/** Everything that a page in Chromium answers, by case. Throws where a scenario fails, or the page is elsewhere. */
export async function runPageCell({ zone, locale }: PageCell, corpus: Corpus, script: string): Promise<Answers> {
  const browser = await openBrowser({ timezoneId: zone, locale: locale.tag, env: { TZ: zone, ...locale.env } })
  try {
    const page = await browser.context.newPage()
    await page.addScriptTag({ path: script })
    const found = (await page.evaluate('matrix.surroundings()')) as { readonly zone: string; readonly locale: string }
    if (found.zone.replace('Katmandu', 'Kathmandu') !== zone || found.locale !== locale.tag) {
      throw new Error(`the page is in ${found.zone} and ${found.locale}, not in ${zone} and ${locale.tag}`)
    }
    await page.evaluate(`void (globalThis.corpus = ${JSON.stringify(corpus)})`)
    const failed = (await page.evaluate('matrix.conformance(corpus)')) as readonly string[]
    if (failed.length > 0) throw new Error(`scenarios fail:\n${failed.join('\n')}`)
    const told = (await page.evaluate('matrix.tell(corpus)')) as Told
    return new Map(Object.entries(told).map(([name, text]) => [name, Buffer.from(text)]))
  } finally {
    await browser.close()
  }
}
