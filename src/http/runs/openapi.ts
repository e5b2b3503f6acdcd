import document from '../../../schema/openapi.json' with { type: 'json' }
import { ok } from '../reply.js'
import type { Run } from './run.js'

/** The document of this API. */
export const runOpenapi: Run = () => ok(document, { 'cache-control': 'no-cache' })
