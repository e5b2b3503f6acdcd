import { type Reading, refuse } from './reply.js'

export interface BodyLimits {
  readonly maxBytes: number
  /** How long it may take to arrive. */
  readonly timeoutMs: number
}

/**
 * Reads a request's body whole: `413` for a larger one, which is not read to its end, `408` for a slow one, `400` for
 * one that breaks off, `415` for one that is packed.
 */
export async function readBody(request: Request, { maxBytes, timeoutMs }: BodyLimits): Promise<Reading<Uint8Array>> {
  const encoding = request.headers.get('content-encoding')
  if (encoding !== null && encoding !== 'identity') {
    return refused(415, `content-encoding: not taken: ${JSON.stringify(encoding)}; send the body as it is`)
  }
  const length = request.headers.get('content-length')
  if (length !== null && Number(length) > maxBytes) return tooLarge(maxBytes)
  const reading = length !== null && /^\d+$/.test(length) ? readKnown(request) : readUnknown(request, maxBytes)
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<'late'>((resolve) => {
    timer = setTimeout(() => resolve('late'), timeoutMs)
  })
  try {
    const read = await Promise.race([reading.bytes, late])
    if (read === 'late') return refused(408, `body: not here after ${timeoutMs} ms; send it faster`)
    return read === 'large' || read.byteLength > maxBytes ? tooLarge(maxBytes) : { ok: true, value: read }
  } catch {
    return refused(400, 'body: broke off; send all of it')
  } finally {
    clearTimeout(timer)
    reading.leave()
  }
}

interface BodyReading {
  readonly bytes: Promise<Uint8Array | 'large'>
  /** What is left of it is nobody's. */
  readonly leave: () => void
}

/** A body whose length is known and was judged: servers hold it to that, and have it at hand in one piece. */
const readKnown = (request: Request): BodyReading => ({
  bytes: request.arrayBuffer().then((buffer) => new Uint8Array(buffer)),
  leave: () => {},
})

function readUnknown({ body }: Request, maxBytes: number): BodyReading {
  if (body === null) return { bytes: Promise.resolve(new Uint8Array()), leave: () => {} }
  const reader = body.getReader()
  return {
    bytes: readAll(reader, maxBytes),
    leave: () => {
      reader.cancel().catch(() => {})
    },
  }
}

async function readAll(
  reader: ReadableStreamDefaultReader<Uint8Array>,
  maxBytes: number,
): Promise<Uint8Array | 'large'> {
  const chunks: Uint8Array[] = []
  let size = 0
  for (;;) {
    const { done, value } = await reader.read()
    if (done) break
    size += value.byteLength
    if (size > maxBytes) return 'large'
    chunks.push(value)
  }
  const [only] = chunks
  if (chunks.length === 1 && only !== undefined) return only
  const all = new Uint8Array(size)
  let at = 0
  for (const chunk of chunks) {
    all.set(chunk, at)
    at += chunk.byteLength
  }
  return all
}

const refused = (code: number, message: string): Reading<never> => ({ ok: false, reply: refuse(code, [message]) })

const tooLarge = (maxBytes: number): Reading<never> =>
  refused(413, `body: larger than ${maxBytes} bytes; send less at once`)
