import type { CompiledExperience } from '../../engine/index.js'
import type { UrlRule } from '../../model/index.js'
import { regexSample } from './regex-sample.js'

/** How many pages are tried. */
const maxPages = 3

/**
 * Pages on which an experience's URL rules let it through: its `start_url`, and what its rules can be read backwards to.
 * Where the page asked about has an origin they have one too, for `exact` with `/billing` is no page of any site.
 *
 * Law: each one matches, and is not the page asked about.
 */
export function examplePages(experience: CompiledExperience, href: string): readonly string[] {
  const origin = originOf(href)
  const { startUrl, urlRules } = experience.source
  const texts = urlRules.flatMap(({ url, matchType }) => (matchType === 'simple' ? [url] : []))
  const single = [...(startUrl === null ? [] : [startUrl]), ...urlRules.flatMap((rule) => readBack(rule, origin))]
  const pages = new Set<string>()
  for (const page of [...single, ...single.map((base) => withAll(base, texts))]) {
    if (page === href || (origin !== '' && originOf(page) === '')) continue
    if (experience.matches(page)) pages.add(page)
    if (pages.size === maxPages) break
  }
  return [...pages]
}

const originOf = (href: string): string => /^[a-z][a-z0-9+.-]*:\/\/[^/?#]*/i.exec(href)?.[0] ?? ''

/** Pages that one rule lets through by itself, perhaps. */
function readBack({ url, matchType, program }: UrlRule, origin: string): readonly string[] {
  switch (matchType) {
    case 'exact':
    case 'starts_with':
      return [url]
    case 'simple':
      return [url, placed(url, origin)]
    case 'wildcard':
      return ['', 'a'].flatMap((run) => {
        const text = url.replace('://*.', '://www.').replaceAll('*', run)
        return [text, placed(text, origin)]
      })
    case 'regex': {
      const text = program === undefined ? null : regexSample(program)
      return text === null ? [] : [text, placed(text, origin), origin + text]
    }
    case 'inverse_simple':
    case 'inverse_exact':
      return [`${origin}/`, `${origin}/elsewhere`]
  }
}

/** On the site that is asked about. */
const placed = (text: string, origin: string): string => `${origin}${/^[/?#]/.test(text) ? '' : '/'}${text}`

/** The page with every text in it that `simple` rules ask for: what `url_op: all` may need. */
const withAll = (page: string, texts: readonly string[]): string =>
  texts.reduce((href, text) => (href.includes(text) ? href : href + text), page)
