import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { cannotRun } from '../failure.js'

export interface ServedPage {
  readonly url: string
  close(): Promise<void>
}

/** Nobody but this machine is listened to. */
const host = '127.0.0.1'

/**
 * Serves one page at `/`, and nothing else whatever is asked for: no path of a request ever names a file.
 *
 * @param port 0 is any that is free
 * @throws {Failure} where the port cannot be had
 */
export async function servePage(page: string, port: number): Promise<ServedPage> {
  const server = createServer(answerWith(page))
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(portFailure(error, port)))
    server.listen(port, host, resolve)
  })
  return {
    url: `http://${host}:${(server.address() as AddressInfo).port}/`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

const answerWith =
  (page: string): RequestListener =>
  ({ method = '', url = '' }, response) => {
    const isPage = /^\/(index\.html)?(\?.*)?$/.test(url)
    const isRead = method === 'GET' || method === 'HEAD'
    const text = isPage && isRead ? page : isPage ? 'only read it\n' : 'nothing here but /\n'
    response.writeHead(isPage ? (isRead ? 200 : 405) : 404, {
      'content-type': `text/${isPage && isRead ? 'html' : 'plain'}; charset=utf-8`,
      'content-length': Buffer.byteLength(text),
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      ...(isPage && !isRead ? { allow: 'GET, HEAD' } : {}),
    })
    response.end(method === 'HEAD' ? undefined : text)
  }

/** Why a port cannot be had. */
export function portFailure({ code = '', message }: NodeJS.ErrnoException, port: number): Error {
  const help = 'name another one with --port, or 0 for any that is free'
  if (code === 'EADDRINUSE') return cannotRun(`port ${port} is taken`, help)
  if (code === 'EACCES') return cannotRun(`not allowed to use port ${port}`, help)
  return cannotRun(`port ${port} cannot be used: ${message}`, help)
}
