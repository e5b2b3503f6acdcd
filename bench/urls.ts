import type { UrlMatchType } from 'oncue'
import { urlRule } from '../src/authoring/url-rule.js'
import { compileUrlRule } from '../src/urls/index.js'
import { hostileHrefs, rulesOf, urlKinds } from '../test/urls/hostile-rules.js'
import { measure } from './measure.js'

// What 200 rules of each kind, and of all kinds together, cost on hrefs of 8 kB that nearly match everywhere, beside
// `includes` of as many patterns: `npm run bench:urls`, with `--quick` for one round.

const rounds = process.argv.includes('--quick') ? 1 : 9
const size = 8_192
/** Of all kinds together. Each kind alone is shown beside it. */
const mostTimes = 5
const hrefs = hostileHrefs(size)

type Kind = UrlMatchType | 'all kinds'
const kinds: readonly Kind[] = ['all kinds', ...urlKinds]
let most = 0

console.log('200 rules, hrefs of 8 kB: microseconds for each rule, and times a plain includes\n')
for (const kind of kinds) {
  const rules = rulesOf(kind, 200)
  const matchers = rules.map((rule) => compileUrlRule(urlRule(rule)))
  const words = rulesOf('simple', 200).map(({ url }) => url)
  const operations = hrefs.length * rules.length
  const rulesAsked = (): number => {
    let matching = 0
    for (const href of hrefs) for (const test of matchers) matching += Number(test(href))
    return matching
  }
  // What is found is counted: what nobody asks for would not be looked for.
  const includesAsked = (): number => {
    let found = 0
    for (const href of hrefs) for (const word of words) found += Number(href.includes(word))
    return found
  }
  const contestants = [
    { name: kind, operations, prepare: () => rulesAsked },
    { name: 'includes', operations, prepare: () => includesAsked },
  ]
  const [ours, plain] = measure(contestants, rounds)
  const times = (ours?.ns ?? 0) / (plain?.ns ?? 1)
  if (kind === 'all kinds') most = times
  console.log(`${kind.padEnd(16)}${((ours?.ns ?? 0) / 1_000).toFixed(1).padStart(8)} us${times.toFixed(1).padStart(8)}`)
}
if (most > mostTimes) {
  console.error(`\nall kinds together take ${most.toFixed(1)} times as long as includes: at most ${mostTimes}`)
  process.exitCode = 1
}
