import { createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, it } from 'vitest'
import { type ServedPage, servePage } from '../../src/cli/outputs/page-server.js'
import { cli } from './cli.js'

const page = '<!doctype html><title>page</title>'

async function withPage<T>(use: (served: ServedPage) => Promise<T>): Promise<T> {
  const served = await servePage(page, 0)
  try {
    return await use(served)
  } finally {
    await served.close()
  }
}

/** A request whose path is sent as it is: `fetch` would tidy it up. */
function ask(url: string, path: string, method = 'GET'): Promise<{ readonly status: number; readonly body: string }> {
  const { hostname, port } = new URL(url)
  return new Promise((resolve, reject) => {
    const asked = request({ hostname, port, path, method }, (response) => {
      let body = ''
      response.setEncoding('utf8').on('data', (chunk) => {
        body += chunk
      })
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body }))
    })
    asked.on('error', reject).end()
  })
}

describe('the page server', () => {
  it('serves its page on the loopback interface', () =>
    withPage(async ({ url }) => {
      expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/$/)
      expect(await ask(url, '/')).toEqual({ status: 200, body: page })
      expect(await ask(url, '/index.html?x=1')).toEqual({ status: 200, body: page })
      expect(await ask(url, '/', 'HEAD')).toEqual({ status: 200, body: '' })
    }))

  it.each([
    '/../package.json',
    '/%2e%2e/package.json',
    '/..%2f..%2fpackage.json',
    '//etc/passwd',
    '/main.js',
    '/index.html/..',
  ])('has nothing at %s', (path) =>
    withPage(async ({ url }) => expect(await ask(url, path)).toEqual({ status: 404, body: 'nothing here but /\n' })),
  )

  it('is only read', () =>
    withPage(async ({ url }) => expect(await ask(url, '/', 'POST')).toEqual({ status: 405, body: 'only read it\n' })))

  it('says that a port is taken, and what to do', async () => {
    const other = createServer()
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve))
    const { port } = other.address() as AddressInfo
    await expect(servePage(page, port)).rejects.toMatchObject({
      exitCode: 1,
      problems: [{ message: `port ${port} is taken`, help: 'name another one with --port, or 0 for any that is free' }],
    })
    await new Promise((resolve) => other.close(resolve))
  })
})

describe('oncue playground', () => {
  it.each(['-1', '65536', '80.5', 'http'])('refuses --port %s', async (port) => {
    const { code, err } = await cli(['playground', `--port=${port}`])
    expect({ code, err }).toEqual({
      code: 2,
      err: `error: --port: ${JSON.stringify(port)} is no whole number from 0 to 65535\n`,
    })
  })
})
