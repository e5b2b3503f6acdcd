import { editCatalog } from '../authoring/index.js'
import type { Instant, Problem } from '../model/index.js'
import type { Store } from '../store/store.js'
import { catalogEdit } from './decision-log/catalog-edit.js'

const attempts = 8

/**
 * Makes a document the store's catalog, as an edit of the one that is there (C6): what it does not have is removed, and
 * an experience that was there stays as a tombstone. Where nothing changes there is no new version.
 *
 * @returns what keeps it from being an edit of that one
 */
export async function putCatalog(store: Store, document: unknown, at: Instant): Promise<readonly Problem[]> {
  for (let attempt = 1; ; attempt++) {
    const kept = await store.catalog()
    const edit = catalogEdit(kept?.document, document)
    if (edit === null) return []
    const edited = editCatalog(kept?.document ?? {}, edit)
    if (!edited.ok) return edited.problems
    const put = await store.putCatalog({ expected: kept?.version ?? 0, at, document: edited.value })
    // Another server that starts with the same file may be faster; then there is nothing left to do.
    if (put.outcome === 'committed') return []
    if (attempt === attempts) {
      return [{ code: 'conflict', pointer: '', message: 'the catalog is edited by somebody else all the time' }]
    }
  }
}
