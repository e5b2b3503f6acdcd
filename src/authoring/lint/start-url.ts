import type { Catalog, Problem } from '../../model/index.js'
import { compileUrlRules } from '../../urls/index.js'
import { quote } from '../quote.js'

/** An experience that would send people to a page where it does not show. */
export function* startUrl(catalog: Catalog): Generator<Problem> {
  for (const [index, { id, startUrl, urlRules, urlOp, removed }] of catalog.experiences.entries()) {
    if (removed || startUrl === null || compileUrlRules(urlRules, urlOp)(startUrl)) continue
    yield {
      code: 'start_url_mismatch',
      pointer: `/experiences/${index}/start_url`,
      message: `the start_url of ${quote(id)} does not match its own url rules`,
      help: `${quote(startUrl)} should be a page where it may show`,
    }
  }
}
