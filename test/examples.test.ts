import { readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { checkExamples } from './support/check-examples.js'
import { docstringExamples, pageExamples } from './support/doc-examples.js'
import { runExample } from './support/run-example.js'

const top = fileURLToPath(new URL('../', import.meta.url))

const markdownIn = (folder: string, recursive: boolean): readonly string[] =>
  readdirSync(top + folder, { recursive, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md') && !name.startsWith('api'))
    .sort()
    .map((name) => folder + name.replaceAll('\\', '/'))

/** The pages that a reader is shown: those at the top, and those of `docs/`; not the generated ones. */
const pages = [...markdownIn('', false), ...markdownIn('docs/', true)]

const examples = [...docstringExamples(), ...pages.flatMap(pageExamples)].map((example) => ({
  ...example,
  name: `${example.path}:${example.line}`,
}))

describe('the examples of docstrings and pages', () => {
  it('are found', () => {
    const paths = examples.map(({ path }) => path)
    expect(paths).toEqual(expect.arrayContaining(['src/eligibility/decide.ts', 'src/simulator/clock.ts']))
  })

  it('compile', () => {
    expect(checkExamples(examples)).toEqual([])
  })

  it.each(examples)('$name does what it says', async (example) => {
    for (const { line, actual, expected } of await runExample(example)) {
      expect(actual, `${example.path}:${line}`).toEqual(expected)
    }
  })
})

describe('an example', () => {
  const example = (code: string) => ({ path: 'page.md', line: 11, code })

  it('claims what stands behind an expression, at the line of the page', async () => {
    expect(await runExample(example('const one = { a: [1] }\none.a // [2]\nconsole.log(one) // { a: [1] }\n'))).toEqual(
      [
        { line: 12, actual: [1], expected: [2] },
        { line: 13, actual: { a: [1] }, expected: { a: [1] } },
      ],
    )
  })

  it('must come to its claims', async () => {
    await expect(runExample(example('if (1 > 2) String(1) // "1"'))).rejects.toThrow('page.md:11 is never run')
  })

  it('may remark on what it does, but not on what a value is', async () => {
    expect(await runExample(example('String(1) // does nothing'))).toEqual([])
    await expect(runExample(example('const one = 1\none // a number'))).rejects.toThrow(
      'page.md:12 says "a number", which is no value, of one',
    )
  })

  it('is checked for types', () => {
    expect(checkExamples([example('const one: number = 1\none.length\n')])).toEqual([
      "page.md:12 Property 'length' does not exist on type 'number'.",
    ])
  })
})
