import { createSdk, type Shown } from './sdk.js'

/** The browser's own as what the SDK needs, and a place on the page where what shows is seen. */

const { searchParams } = new URL(location.href)

async function ask(path: string, body?: unknown): Promise<unknown> {
  const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }
  const response = await fetch(path, body === undefined ? {} : init)
  // What was understood and refused is not sent again; what was not taken is.
  if (response.status === 429 || response.status >= 500) throw new Error(`the server answers ${response.status}`)
  return response.ok ? response.json() : null
}

function show({ experienceId, interactionId }: Shown): void {
  const item = document.createElement('li')
  item.textContent = `${experienceId} (${interactionId})`
  document.querySelector('#shown')?.append(item)
}

const sdk = createSdk({
  profileId: searchParams.get('profile_id') ?? 'u1',
  ask,
  isOnline: () => navigator.onLine,
  storage: localStorage,
  // Pages that do not come over HTTPS, nor from this machine, have no locks.
  inTurn: navigator.locks ? async (name, work) => void (await navigator.locks.request(name, work)) : null,
  clock: () => Date.now() + Number(searchParams.get('clock_ms') ?? 0),
  wait: (ms, then) => void setTimeout(then, ms),
  newId: () => crypto.randomUUID(),
  show,
  leaveFor: (href) => location.assign(href),
})

addEventListener('online', () => void sdk.catchUp())
Object.assign(globalThis, { sdk })
await sdk.page(searchParams.get('href') ?? location.href)
document.documentElement.dataset.ready = 'yes'
