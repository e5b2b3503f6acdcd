import type { Duplex } from 'node:stream'

/** What comes as no request at all is answered in the shape that every refusal has (D12), by what Node calls it. */
const refusals: Readonly<Record<string, readonly [status: number, text: string, message: string]>> = {
  HPE_HEADER_OVERFLOW: [431, 'Request Header Fields Too Large', 'headers: larger than 16 KiB; send fewer of them'],
  ERR_HTTP_REQUEST_TIMEOUT: [408, 'Request Timeout', 'request: not here in time; send it faster'],
}
const usual = [400, 'Bad Request', 'request: not one of HTTP/1.1, or its host or URL is none; send another'] as const

/** Answers on a connection where there is no request to answer, and ends it. */
export function refuseConnection(error: NodeJS.ErrnoException, socket: Duplex): void {
  if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy()
  const [status, text, message] = refusals[error.code ?? ''] ?? usual
  const body = bodyOf(status, message)
  const head = `HTTP/1.1 ${status} ${text}\r\nconnection: close\r\ncontent-type: application/json\r\n`
  socket.end(`${head}content-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`)
}

/** The same where there is one that makes no sense. */
export const badRequest = (): Response =>
  new Response(bodyOf(usual[0], usual[2]), { status: usual[0], headers: { 'content-type': 'application/json' } })

const bodyOf = (code: number, message: string): string => JSON.stringify({ code, messages: [message] })
