import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { chromiumPath, openBrowser } from '../test/browser/chromium.js'
import { median } from './measure.js'
import { type Here, measureHere } from './one-page.js'

// The same questions in Node and in Chromium, in turn.

const isQuick = process.argv.includes('--quick')
const [turns, rounds, loads] = isQuick ? [1, 1, 2_000] : [5, 9, 100_000]

if (chromiumPath === null) {
  console.error('there is no chromium on the path')
  process.exit(1)
}
const bundled = await build({
  entryPoints: [fileURLToPath(new URL('../../bench/one-page.ts', import.meta.url))],
  bundle: true,
  format: 'iife',
  write: false,
  logLevel: 'error',
})
const script = bundled.outputFiles[0]?.text as string
const inNode: Here[] = []
const inChromium: Here[] = []
const browser = await openBrowser()
const page = await browser.context.newPage()
await page.addScriptTag({ content: script })
for (let turn = 0; turn < turns; turn++) {
  inNode.push(measureHere(rounds, loads))
  inChromium.push(await page.evaluate(`measureHere(${rounds}, ${loads})`))
}
await browser.close()

console.log(
  `Node ${process.version}, Chromium ${browser.context.browser()?.version() ?? ''}; medians of ${turns} turns\n`,
)
console.log('| one question, ns | Node | Chromium | to Node |\n|---|--:|--:|--:|')
for (const [name, key] of [
  ['a prepared profile (`session.decide`)', 'prepared'],
  ['a plain profile', 'plain'],
] as const) {
  const [node, chromium] = [inNode, inChromium].map((all) => median(all.map((one) => one[key]))) as [number, number]
  console.log(`| ${name} | ${node.toFixed(0)} | ${chromium.toFixed(0)} | ${(chromium / node).toFixed(2)} × |`)
}
