import type { Store } from '../../store/store.js'
import { catalogEdit } from './catalog-edit.js'
import type { DecisionLog } from './decision-log.js'

/** The same store; what is made of its catalog is told to the log. */
export const loggedCatalogs = (store: Store, log: DecisionLog): Store => ({
  ...store,
  async putCatalog(put) {
    const before = put.expected === 0 ? null : await store.catalog(put.expected)
    const outcome = await store.putCatalog(put)
    const edit = outcome.outcome === 'committed' ? catalogEdit(before?.document, put.document) : null
    if (edit !== null) log.addEdit(edit, put.at)
    return outcome
  },
})
