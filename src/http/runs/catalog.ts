import * as v from 'valibot'
import { editCatalog, parseDocument, readCatalog } from '../../authoring/index.js'
import { quote } from '../../authoring/quote.js'
import { toProblem } from '../../authoring/trace-problems.js'
import { formatInstant } from '../../conditions/index.js'
import type { Problem } from '../../model/index.js'
import { etagOf, names } from '../etag.js'
import { publicCatalog } from '../public-catalog.js'
import { type BodyLimits, readBody } from '../read-body.js'
import { say } from '../read-fields.js'
import { faultIn, isJson } from '../read-json.js'
import { ok, type Reading, type Reply, refuse, refuseFor } from '../reply.js'
import { catalogEditSchema } from '../schemas/catalog-edit.js'
import type { Service } from '../service.js'
import type { World } from '../worlds.js'
import type { Run } from './run.js'

/** The latest version of the catalog, as it was put there. */
export const runShowCatalog: Run = async ({ request }, { worlds }) => {
  const { version, at, document } = await worlds.latest()
  if (isKnown(request, version)) return unmodified(version)
  const head = { version, updated_at: at === null ? null : formatInstant(at) }
  return ok({ ...head, catalog: document }, { etag: etagOf(version) })
}

/** What a browser needs to decide by itself. */
export const runPublicCatalog: Run = async ({ request }, { worlds }) => {
  const { version, document } = await worlds.latest()
  if (isKnown(request, version)) return unmodified(version)
  // It may be kept, and is asked about again each time: that costs an answer without a body.
  const headers = { etag: etagOf(version), 'cache-control': 'no-cache' }
  return ok({ version, catalog: publicCatalog(document) }, headers)
}

function isKnown(request: Request, version: number): boolean {
  const header = request.headers.get('if-none-match')
  return header !== null && names(header, version)
}

const unmodified = (version: number): Reply => ({
  status: 304,
  body: undefined,
  headers: { etag: etagOf(version), 'cache-control': 'no-cache' },
})

const attempts = 8

/**
 * Edits the catalog (C6), refused whole where anything is wrong with it or with what it would leave. Where `If-Match`
 * names a version, it is an edit of that one.
 */
export const runPutCatalog: Run = async ({ request, now }, service) => {
  const edit = await readDocument(request, service.limits.document)
  if (!edit.ok) return edit.reply
  for (let attempt = 0; attempt < attempts; attempt++) {
    const reply = await put(service, { request, now, edit: edit.value })
    if (reply !== null) return reply
  }
  return refuseFor(429, 'catalog: somebody else edits it', 1_000)
}

interface Edit {
  readonly request: Request
  readonly now: number
  readonly edit: unknown
}

/** @returns `null` where somebody else was faster */
async function put({ store, worlds }: Service, { request, now, edit }: Edit): Promise<Reply | null> {
  const world = await worlds.latest()
  const wanted = request.headers.get('if-match')
  if (wanted !== null && !names(wanted, world.version)) {
    const message = `if-match: the catalog has version ${world.version}: ${quote(wanted)}; read it and edit that one`
    return refuse(412, [message], { etag: etagOf(world.version) })
  }
  const head = readCatalog({ version: versionOf(edit) })
  if (!head.ok) return refuseDocument(422, head.problems)
  const edited = editCatalog(world.document, edit)
  if (!edited.ok) return refuseDocument(422, edited.problems)
  // What means nothing to an edit was meant as something: `removed: "yes"` of a tag.
  const shape = v.safeParse(catalogEditSchema, edit)
  if (!shape.success) {
    return refuseDocument(
      422,
      shape.issues.map((issue) => toProblem(issue)),
    )
  }
  if (isSame(edited.value, world)) return written(world.version, world.at ?? now, edited.value)
  const outcome = await store.putCatalog({ expected: world.version, at: now, document: edited.value })
  return outcome.outcome === 'conflict' ? null : written(outcome.version, now, edited.value)
}

/** An edit may have the version of documents at its head: one from the future means who knows what. */
const versionOf = (edit: unknown): unknown =>
  typeof edit === 'object' && edit !== null && Object.hasOwn(edit, 'version')
    ? (edit as { version: unknown }).version
    : null

/** Sent twice it is one version. */
const isSame = (document: unknown, world: World): boolean =>
  world.version > 0 && JSON.stringify(document) === JSON.stringify(world.document)

function written(version: number, at: number, document: unknown): Reply {
  const warnings = readCatalog(document).warnings.map(bare)
  return ok({ version, updated_at: formatInstant(at), warnings }, { etag: etagOf(version) })
}

const yamlType = /^(?:application|text)\/(?:x-)?yaml *(?:; *charset="?utf-8"? *)?$/i

/** JSON or YAML, as the request says. */
async function readDocument(request: Request, limits: BodyLimits): Promise<Reading<unknown>> {
  const type = request.headers.get('content-type') ?? ''
  if (!isJson(type) && !yamlType.test(type)) {
    const message = `content-type: neither JSON nor YAML in UTF-8: ${quote(type)}; write application/json or application/yaml`
    return { ok: false, reply: refuse(415, [message]) }
  }
  const body = await readBody(request, limits)
  if (!body.ok) return body
  const parsed = parseDocument(body.value, { file: isJson(type) ? 'catalog.json' : 'catalog.yaml' })
  if (!parsed.ok) return { ok: false, reply: refuseDocument(400, parsed.problems) }
  const { value } = parsed.value
  const fault = faultIn(value)
  return fault === null ? { ok: true, value } : { ok: false, reply: refuse(422, [`catalog: ${fault}`]) }
}

/** C5: every problem with its pointer, and as one message each. */
const refuseDocument = (code: number, problems: readonly Problem[]): Reply => ({
  status: code,
  body: { code, messages: problems.map(say), problems: problems.map(bare) },
})

/** The document has no name here. */
function bare({ file: _, ...problem }: Problem): Problem {
  return problem
}
