/**
 * The server of the account: the API, which has its store, behind a page and what the SDK fetches.
 *
 * Run it: npx tsx examples/browser-sdk/run.ts
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { getRequestListener } from '@hono/node-server'
import { type Catalog, catalog as emptyCatalog } from 'oncue'
import { readCatalog } from 'oncue/authoring'
import { createHandler, publicCatalog } from 'oncue/http'
import type { Store } from 'oncue/store'
import type { SdkState } from './sdk.js'

export interface SdkServerOptions {
  readonly store: Store
  readonly now: () => number
  /** The SDK and its page as one script. */
  readonly script: string
}

export function createSdkServer({ store, now, script }: SdkServerOptions): Server {
  // What a browser may ask without the account's secret. Who may speak for which profile is the account's own matter.
  const open = ['page', 'identify', 'trigger', 'track', 'interaction'] as const
  const api = getRequestListener(createHandler({ store, now, secret: crypto.randomUUID(), open }))

  const files: Readonly<Record<string, readonly [string, string]>> = {
    '/': ['text/html', page],
    '/page.js': ['text/javascript', script],
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost')
    const file = files[pathname]
    if (file !== undefined) return void response.writeHead(200, { 'content-type': file[0] }).end(file[1])
    if (pathname === '/sdk/state') {
      const state = await stateOf(store, searchParams.get('profile_id') ?? '', now())
      return void response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(state))
    }
    await api(request, response)
  }

  return createServer((request, response) => {
    answer(request, response).catch(() => response.writeHead(500).end())
  })
}

/** What the SDK decides by: plain data, which the core takes as it is. */
async function stateOf(store: Store, profileId: string, at: number): Promise<SdkState> {
  const { profile, catalogVersion } = await store.load(profileId)
  return { at, profile, catalog: await catalogOf(store, catalogVersion) }
}

async function catalogOf(store: Store, version: number): Promise<Catalog> {
  const kept = version === 0 ? null : await store.catalog(version)
  if (kept === null) return emptyCatalog({})
  const read = readCatalog(publicCatalog(kept.document as Parameters<typeof publicCatalog>[0]))
  if (!read.ok) throw new Error(read.problems[0].message)
  return read.value
}

const page = `<!doctype html><html lang="en"><meta charset="utf-8"><title>oncue in a page</title>
<link rel="icon" href="data:,"><meta name="viewport" content="width=device-width">
<style>body { font: 1rem/1.5 system-ui; max-width: 40rem; margin: 2rem auto; padding: 0 1rem; color-scheme: light dark }</style>
<h1>What shows on this page</h1>
<p>Load it again, in this tab or another one: what has shown does not show again.</p>
<ul id="shown" aria-live="polite"></ul>
<script type="module" src="/page.js"></script></html>
`
