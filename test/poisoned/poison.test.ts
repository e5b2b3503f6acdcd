import { fileURLToPath } from 'node:url'
import { runInThisContext } from 'node:vm'
import { describe, expect, it } from 'vitest'
import { zoneNamed } from '../../src/authoring/index.js'

const file = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url))

/** Runs some text as if it stood in a file of ours. */
const runIn = (path: string, text: string): unknown =>
  (runInThisContext(`(() => { return ${text} })`, { filename: file(path) }) as () => unknown)()

const poisons = [
  ['Date.now()', 'Date.now'],
  ['new Date()', 'new Date()'],
  ['new Date', 'new Date()'],
  ['Date()', 'Date()'],
  ['Reflect.construct(Date, [])', 'new Date()'],
  ['new Date(0).getHours()', 'getHours'],
  ['new Date(0).getTimezoneOffset()', 'getTimezoneOffset'],
  ['new Date(0).toLocaleDateString()', 'toLocaleDateString'],
  ['Math.random()', 'Math.random'],
  ['performance.now()', 'performance.now'],
  ['crypto.randomUUID()', 'crypto.randomUUID'],
  ['crypto.getRandomValues(new Uint8Array(1))', 'crypto.getRandomValues'],
  ['new Intl.NumberFormat()', 'Intl'],
  ['Intl.DateTimeFormat().resolvedOptions()', 'Intl'],
  ['(5).toLocaleString()', 'toLocaleString'],
  ['[5].toLocaleString()', 'toLocaleString'],
  ['5n.toLocaleString()', 'toLocaleString'],
  ['"i".toLocaleUpperCase()', 'toLocaleUpperCase'],
  ['["b", "a"].sort((a, b) => a.localeCompare(b))', 'localeCompare'],
] as const

describe('what the machine knows', () => {
  it.each(poisons)('%s throws where src asks', (text, name) => {
    expect(() => runIn('src/engine/compile.ts', text)).toThrow(`${name} is poisoned: ${file('src/engine/compile.ts')}`)
  })

  it.each(poisons)('%s does not where a test asks', (text) => {
    expect(() => runIn('test/engine/compile.test.ts', text)).not.toThrow()
  })

  it('is told from what an instant is', () => {
    expect(runIn('src/engine/compile.ts', 'new Date(0).toISOString()')).toBe('1970-01-01T00:00:00.000Z')
    expect(runIn('src/engine/compile.ts', 'Date.UTC(1970, 0, 2)')).toBe(86_400_000)
    expect(new Date(5) instanceof Date).toBe(true)
  })

  it('may be asked for the transitions of a zone, when a catalog is read (T8)', () => {
    expect(zoneNamed('Europe/Paris').starts.length).toBeGreaterThan(100)
  })

  it('is found through a package too', () => {
    const now = runIn('test/engine/compile.test.ts', '() => (() => Date.now())()') as () => number
    expect(now()).toBeGreaterThan(0)
    // The nearest file of ours counts, whatever is called on the way.
    expect(() => runIn('src/engine/compile.ts', '[1].map(() => Date.now())')).toThrow('Date.now is poisoned')
  })
})
