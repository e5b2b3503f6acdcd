import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { parseCatalog } from '../../src/authoring/index.js'
import { openTrace, parseMapping, simulate } from '../../src/simulator/index.js'

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url))
const catalog = parseCatalog(readFileSync(here('../../examples/visits/catalog.yaml'), 'utf8'))

/** Real page loads stand beside the project, not in it. */
const traces = [
  { file: 'semicomplete_pageloads.jsonl', map: ['href=path'], pageLoads: 1_782, profiles: 979 },
  {
    file: 'otto_sessions_sample.jsonl',
    map: ['profile_id=session', 'at=events[].ts:ms', 'href=events[].aid'],
    pageLoads: 862,
    profiles: 20,
  },
].map((trace) => ({ ...trace, path: here(`../../../shared/traces/${trace.file}`) }))

describe('the catalog for visits, on real traces', () => {
  for (const { file, map, path, pageLoads, profiles } of traces) {
    const isHere = existsSync(path)
    test.skipIf(!isHere)(isHere ? file : `${file}: skipped, it is not here`, async () => {
      const mapping = parseMapping(map)
      if (!catalog.ok || !mapping.ok) throw new Error('the catalog and the mapping are sound')
      const source = await openTrace(path)
      const { summary, trace } = await simulate(catalog.value, source, { mapping: mapping.value })
      await source.close()

      expect(trace.unreadable).toBe(0)
      expect(summary.pageLoads).toBe(pageLoads)
      expect(summary.profiles).toBe(profiles)
      // It is first in order, on every page, for everyone, once: whoever comes sees it, on the first page.
      expect(summary.experiences.find(({ id }) => id === 'welcome')?.automatic).toBe(profiles)
      expect(summary.profilesWithShow).toBe(profiles)
      // Every page load shows something, or everything that came near has a reason.
      const shown = summary.experiences.reduce((sum, { automatic }) => sum + automatic, 0)
      expect(shown).toBe(summary.pageLoadsWithShow)
    })
  }
})
