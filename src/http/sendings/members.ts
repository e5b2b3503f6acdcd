import type { Profile } from '../../model/index.js'
import { membersNamed, type Sending } from '../../sendings/index.js'
import type { Store } from '../../store/store.js'

const pageSize = 500

/** Everyone whom a sending may be for, page by page: with an audience everybody, without one those whom it names. */
export async function* membersOf(sending: Sending, store: Store): AsyncGenerator<Profile> {
  if (sending.audience === null) {
    for (const id of membersNamed(sending)) yield (await store.load(id)).profile
    return
  }
  for (let after: string | null = null; ; ) {
    const page = await store.profiles({ after, limit: pageSize })
    for (const { profile } of page) yield profile
    const last = page.at(-1)
    if (last === undefined || page.length < pageSize) return
    after = last.profile.id
  }
}
