/** What a server that was started says of itself. */
interface Serving {
  readonly url: string
  /** Where profiles are kept, in words. */
  readonly kept: string
  /** What stands for the secret in a shell; `null` where there is none. */
  readonly secret: string | null
  /** Where decisions are logged. */
  readonly log: string | null
}

/** Where it is, and what to copy to see that it answers. */
export function renderServing({ url, kept, secret, log }: Serving): string {
  const key = secret === null ? '' : ` -H "x-account-secret: ${secret}"`
  const json = " -H 'content-type: application/json'"
  const catalog = '{"experiences":[{"id":"welcome","kind":"tour","published_at":"2020-01-01"}]}'
  const page = '{"profile_id":"u1","href":"https://app.example.com/"}'
  const end = '{"profile_id":"u1","experience_id":"welcome","state":"completed"}'
  const explain = `${url}/v3/explain?profile_id=u1&href=https://app.example.com/&candidate=welcome`
  return [
    `serving at ${url}`,
    `profiles are kept ${kept}`,
    ...(log === null ? [] : [`decisions are logged to ${log}`]),
    '',
    'a catalog, a page load that shows its tour, the end of the tour, and why it does not show again:',
    `  curl -s -X PUT ${url}/v3/edit/catalog${key}${json} -d '${catalog}'`,
    `  curl -s ${url}/v3/page${key}${json} -d '${page}'`,
    `  curl -s ${url}/v3/interactions${key}${json} -d '${end}'`,
    `  curl -s '${explain}'${key}`,
    '',
    'Ctrl-C ends it',
    '',
  ].join('\n')
}
