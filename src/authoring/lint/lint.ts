import type { Catalog, Problem } from '../../model/index.js'

/** One thing that is legal and yet hardly meant. Pointers lead into the document that `writeCatalog` writes. */
export type Lint = (catalog: Catalog) => Iterable<Problem>
