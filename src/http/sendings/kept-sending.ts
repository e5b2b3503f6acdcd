import type { Instant } from '../../model/index.js'
import type { Dispatch, Sending } from '../../sendings/index.js'
import type { Dispatch as KeptDispatch, KeptSending, Sending as StoredSending } from '../../store/store.js'

/**
 * A sending as a store keeps it: without its dispatches, which are kept by themselves so that each goes when the person
 * goes whose it is.
 */
export type SendingDocument = Omit<Sending, 'dispatches'> & { readonly dispatches: number }

/** Of the sending as it is kept; its dispatches are only as many as there are, and say nothing. */
export function readSending({ document }: Pick<KeptSending, 'document'>): Sending {
  const { dispatches, ...sending } = document as SendingDocument
  return { ...sending, dispatches: Array<Dispatch>(dispatches).fill(unread) }
}

const unread: Dispatch = { id: '', sendingId: '', channel: 'email', memberId: null, to: '', properties: {} }

export function writeSending(sending: Sending, dueAt: Instant | null): StoredSending {
  const document: SendingDocument = { ...sending, dispatches: sending.dispatches.length }
  return { id: sending.id, createdAt: sending.createdAt, dueAt, document }
}

/** When a sending that nobody is at wants to be advanced: it has not begun, or there is nothing more to do. */
export const dueAtRest = ({ status, prepareAt }: Sending): Instant | null => (status === 'scheduled' ? prepareAt : null)

/** By their place, so that a store's order is that in which they are handed out. */
export const dispatchKey = (place: number): string => `${place}`.padStart(10, '0')

export const keepDispatch = (dispatch: Dispatch, place: number): KeptDispatch => ({
  sendingId: dispatch.sendingId,
  id: dispatchKey(place),
  profileId: dispatch.memberId,
  document: dispatch,
})

export const readDispatch = ({ document }: Pick<KeptDispatch, 'document'>): Dispatch => document as Dispatch
