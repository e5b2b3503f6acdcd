/** Which pages may ask from a browser. It says who may read answers, not who may ask: that is the secret's part. */
export interface Cors {
  /** As a browser writes them, as `https://app.example.com`; `*` is every page. */
  readonly origins: readonly string[] | '*'
}

/** The headers of every answer to a request, a preflight's among them. */
export function corsHeaders(cors: Cors | null, request: Request): Readonly<Record<string, string>> {
  if (cors === null) return none
  const origin = request.headers.get('origin')
  if (cors.origins !== '*' && (origin === null || !cors.origins.includes(origin))) return varying
  return {
    'access-control-allow-origin': cors.origins === '*' ? '*' : (origin ?? ''),
    'access-control-expose-headers': 'etag, retry-after',
    ...(cors.origins === '*' ? {} : varying),
  }
}

/** What a preflight is told besides. */
export const preflightHeaders = (methods: readonly string[]): Readonly<Record<string, string>> => ({
  'access-control-allow-methods': methods.join(', '),
  'access-control-allow-headers': 'content-type, if-match, if-none-match, x-account-secret',
  'access-control-max-age': '600',
})

const none = {}
const varying = { vary: 'origin' }
