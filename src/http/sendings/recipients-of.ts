import type { Properties } from '../../sendings/index.js'
import type { KeptSending, Store } from '../../store/store.js'
import type { SendingDocument } from './kept-sending.js'

const pageSize = 100

/** Every sending that names a member one by one. */
async function* naming(memberId: string, store: Store): AsyncGenerator<KeptSending> {
  for (let before: Pick<KeptSending, 'createdAt' | 'id'> | null = null; ; ) {
    const page = await store.sendings({ before, limit: pageSize })
    yield* page.filter((kept) => names(kept, memberId))
    const last = page.at(-1)
    if (last === undefined || page.length < pageSize) return
    before = last
  }
}

const names = ({ document }: KeptSending, memberId: string): boolean =>
  (document as SendingDocument).recipients.some((one) => one.memberId === memberId)

/** What sendings say of a member whom they name. */
export async function recipientsOf(
  memberId: string,
  store: Store,
): Promise<readonly { readonly sendingId: string; readonly properties: Properties }[]> {
  const found: { sendingId: string; properties: Properties }[] = []
  for await (const { id, document } of naming(memberId, store)) {
    for (const { memberId: named, properties } of (document as SendingDocument).recipients) {
      if (named === memberId) found.push({ sendingId: id, properties })
    }
  }
  return found
}

const attempts = 16

/** Takes a member out of the recipients of every sending. */
export async function forgetRecipient(memberId: string, store: Store): Promise<'forgotten' | 'not named' | 'busy'> {
  let isNamed = false
  for await (const { id } of naming(memberId, store)) {
    isNamed = true
    if (!(await forgetIn(id, memberId, store))) return 'busy'
  }
  return isNamed ? 'forgotten' : 'not named'
}

/** @returns whether it is done; somebody else may be changing the sending all the time */
async function forgetIn(sendingId: string, memberId: string, store: Store): Promise<boolean> {
  for (let attempt = 0; attempt < attempts; attempt++) {
    const kept = await store.sending(sendingId)
    if (kept === null || !names(kept, memberId)) return true
    const { version, ...sending } = kept
    const document = sending.document as SendingDocument
    const recipients = document.recipients.filter((one) => one.memberId !== memberId)
    const outcome = await store.commitSending({
      expected: version,
      sending: { ...sending, document: { ...document, recipients } },
    })
    if (outcome.outcome === 'committed') return true
  }
  return false
}
