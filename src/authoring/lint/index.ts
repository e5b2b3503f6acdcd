import type { Catalog, Problem } from '../../model/index.js'
import { pointerKeys } from '../document/pointer.js'
import { emptyGroup } from './empty-group.js'
import { groupNeverBinds } from './group-never-binds.js'
import type { Lint } from './lint.js'
import { neverShows } from './never-shows.js'
import { pointlessLimit } from './pointless-limit.js'
import { sameGroup } from './same-group.js'
import { startUrl } from './start-url.js'
import { unused } from './unused.js'

/** Every lint, in the order in which they are asked. A new one is a file and a line here. */
const lints: readonly Lint[] = [unused, neverShows, startUrl, emptyGroup, sameGroup, groupNeverBinds, pointlessLimit]

/**
 * What in a catalog is legal and hardly meant: groups that can never bind, that are empty or limit nothing, experiences
 * that can never show automatically, segments and tags that nothing uses, a `start_url` outside its own pages.
 *
 * Codes: `unused_tag`, `unused_segment`, `never_shows`, `start_url_mismatch`, `empty_group`, `same_group`,
 * `group_never_binds`, `pointless_limit`. In the order of the document that `writeCatalog` writes, to which the
 * pointers lead; `parseCatalogs` with `lint` gives the same with lines.
 */
export function lintCatalog(catalog: Catalog): Problem[] {
  const order = (problem: Problem): readonly [number, number] => {
    const [collection = '', index = '0'] = pointerKeys(problem.pointer)
    return [collections.indexOf(collection), Number(index)]
  }
  return lints
    .flatMap((lint) => [...lint(catalog)])
    .map((problem) => ({ problem, order: order(problem) }))
    .sort((a, b) => a.order[0] - b.order[0] || a.order[1] - b.order[1])
    .map(({ problem }) => problem)
}

const collections: readonly string[] = ['tags', 'segments', 'experiences', 'limit_groups']
