import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { packageOf, readSources } from '../support/sources.js'

interface Manifest {
  readonly license: string
  readonly dependencies?: Readonly<Record<string, string>>
}

const fileOf = (name: string, file: string): string => readFileSync(`node_modules/${name}/${file}`, 'utf8')

/** What is built into a file of ours brings all that it needs with it. */
function withDependencies(names: readonly string[], found = new Set<string>()): ReadonlySet<string> {
  for (const name of names) {
    if (found.has(name)) continue
    found.add(name)
    const { dependencies = {} } = JSON.parse(fileOf(name, 'package.json')) as Manifest
    withDependencies(Object.keys(dependencies), found)
  }
  return found
}

test('THIRD-PARTY-NOTICES.md names whatever is built into a report, with its copyright and its licence', () => {
  const imported = readSources('src')
    .filter(({ path }) => path.startsWith('src/report/'))
    .flatMap(({ imports }) => imports.filter((name) => !name.startsWith('src/')).map(packageOf))
  const built = withDependencies([...new Set(imported)])
  expect(built.size).toBeGreaterThan(2)
  const notices = readFileSync('THIRD-PARTY-NOTICES.md', 'utf8')
  for (const name of built) {
    const [copyright = '', ...licence] = fileOf(name, 'LICENSE').trim().split('\n')
    const line = notices.split('\n').find((one) => one.startsWith('- ') && one.split(/[ ,:]+/).includes(name))
    expect(line, name).toContain(copyright)
    expect(notices).toContain(licence.join('\n').trim())
  }
})
