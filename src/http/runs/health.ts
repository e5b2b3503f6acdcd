import { ok } from '../reply.js'
import type { Run } from './run.js'

/** Whether requests are taken: what cannot be kept is not answered. */
export const runHealth: Run = async (_, { store }) => {
  await store.check()
  return ok({ status: 'ok' })
}
