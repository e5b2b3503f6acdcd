import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { parseScenario } from '../../src/authoring/index.js'
import { runScenario } from '../../src/simulator/index.js'

const folder = fileURLToPath(new URL('../../test/conformance/', import.meta.url))

const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.yaml'))

/** Unlike `test/conformance.test.ts` each test reads its own file, so that it is known which of them reach a mutant. */
it.each(files)('%s', (file) => {
  const result = parseScenario(readFileSync(folder + file), { file })
  if (!result.ok) expect(result.problems).toEqual([])
  else expect(runScenario(result.value).failures).toEqual([])
})
