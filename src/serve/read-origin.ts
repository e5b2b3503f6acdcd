import { isLoopback } from './is-loopback.js'

/** An origin as a browser writes it, or `meant`: how it would write what was probably meant, where that can be told. */
type Origin = { readonly ok: true; readonly origin: string } | { readonly ok: false; readonly meant: string | null }

/** What a browser's `Origin` header says of a page: scheme, host and the port that is not the usual one, no more. */
export function readOrigin(given: string): Origin {
  const url = urlOf(given.includes('://') ? given : withScheme(given))
  if (url === null) return { ok: false, meant: null }
  const origin = `${url.protocol}//${url.host}`
  return origin === given ? { ok: true, origin } : { ok: false, meant: origin }
}

/** Pages of this machine mostly have no TLS. */
const withScheme = (host: string): string => `http${isLoopback(host.replace(/:\d*$/, '')) ? '' : 's'}://${host}`

function urlOf(text: string): URL | null {
  const url = URL.canParse(text) ? new URL(text) : null
  return url === null || url.host === '' ? null : url
}
