import { expect, it } from 'vitest'
import { readSources } from '../support/sources.js'

const sources = new Map(readSources('src').map((source) => [source.path, source]))

/** Every file that one comes to, types included. */
function reached(start: string): ReadonlySet<string> {
  const found = new Set<string>()
  const visit = (path: string): void => {
    if (found.has(path)) return
    found.add(path)
    for (const imported of sources.get(path)?.imports ?? []) if (imported.startsWith('src/')) visit(imported)
  }
  visit(start)
  return found
}

it('the handler comes to nothing of Node, so that it runs at the edge', () => {
  const paths = [...reached('src/http/index.ts')]
  expect(paths).toContain('src/store/serve-in-turn.ts')
  const foreign = paths.flatMap((path) =>
    (sources.get(path)?.imports ?? []).map((imported) => `${path} imports ${imported}`),
  )
  const allowed = /imports (src\/|schema\/|hono$|valibot$|luxon$|yaml$|immer$|fastest-levenshtein$)/
  expect(foreign.filter((one) => !allowed.test(one))).toEqual([])
})
