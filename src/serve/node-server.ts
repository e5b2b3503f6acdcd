import { createServer, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { getRequestListener } from '@hono/node-server'
import { badRequest, refuseConnection } from './bad-request.js'

export interface NodeServerOptions {
  readonly host: string
  /** 0 is any that is free. */
  readonly port: number
  /** How long requests that are under way may take once the server is to stop. */
  readonly graceMs: number
}

export interface NodeServer {
  readonly url: string
  /** Takes no more connections, lets what is under way come to its end, and is gone. */
  readonly stop: () => Promise<void>
}

/** For those who send slowly, or nothing: a body has the time of the handler besides. */
const timeouts = { headersTimeout: 10_000, requestTimeout: 60_000, keepAliveTimeout: 5_000 }

/** A request without a host is refused by the listener, in the shape that refusals have; Node's own has none. */
const settings = { connectionsCheckingInterval: 1_000, requireHostHeader: false }

/**
 * Serves a handler on a port.
 *
 * @throws what the system says where the port cannot be had
 */
export async function serveOnNode(
  handler: (request: Request) => Promise<Response>,
  { host, port, graceMs }: NodeServerOptions,
): Promise<NodeServer> {
  // The handler throws nothing: what comes here is what no request could be made of.
  const listener = getRequestListener(handler, { errorHandler: badRequest })
  const underWay = new Set<ServerResponse>()
  const connections = new Set<Socket>()
  let isStopping = false
  const server = createServer({ ...timeouts, ...settings }, (request, response) => {
    underWay.add(response)
    response.once('close', () => underWay.delete(response))
    if (isStopping) response.setHeader('connection', 'close')
    void listener(request, response)
  })
  server.on('clientError', refuseConnection)
  server.on('connection', (socket) => {
    connections.add(socket)
    socket.once('close', () => connections.delete(socket))
  })
  await listen(server, host, port)
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${(server.address() as AddressInfo).port}`,
    stop: () => {
      isStopping = true
      // The last answer on each connection says that it is the last.
      for (const response of underWay) if (!response.headersSent) response.setHeader('connection', 'close')
      // Browsers open connections before they need them. Node takes one that has never said a thing for busy.
      for (const socket of connections) if (socket.bytesRead === 0) socket.destroy()
      return closed(server, graceMs)
    },
  }
}

function listen(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => {
      server.off('error', reject)
      resolve()
    })
  })
}

function closed(server: Server, graceMs: number): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => server.closeAllConnections(), graceMs)
    server.close(() => {
      clearTimeout(timer)
      resolve()
    })
    server.closeIdleConnections()
  })
}
