import { memoryStore } from '../store/memory/memory-store.js'
import { postgresStore } from '../store/postgres/postgres-store.js'
import type { Store } from '../store/store.js'

/** Where profiles are kept. */
export type StoreChoice =
  | { readonly kind: 'memory' }
  | { readonly kind: 'folder'; readonly folder: string }
  | { readonly kind: 'server'; readonly url: string }

/** @throws StoreFailure and StoreUnavailable */
export async function openStore(choice: StoreChoice): Promise<Store> {
  if (choice.kind === 'memory') return memoryStore()
  return postgresStore(choice.kind === 'folder' ? { folder: choice.folder } : { url: choice.url })
}
