import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { installed, kilobytes } from '../../scripts/package/installed.js'

interface Manifest {
  readonly dependencies: Readonly<Record<string, string>>
  readonly peerDependencies: Readonly<Record<string, string>>
  readonly peerDependenciesMeta: Readonly<Record<string, { readonly optional?: boolean }>>
}

const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as Manifest
const [, atRunTime = '', peers = ''] = readFileSync('docs/dependencies.md', 'utf8').split(/^## .*$/m)

/** The cells of a table's rows. */
const rowsOf = (text: string): readonly (readonly string[])[] =>
  text
    .split('\n')
    .filter((line) => line.startsWith('| ') && !line.startsWith('| package'))
    .map((line) => line.slice(2, -2).split(' | '))

describe('docs/dependencies.md', () => {
  it('lists what package.json does, in its order', () => {
    expect(rowsOf(atRunTime).map(([name]) => name)).toEqual(Object.keys(manifest.dependencies))
    expect(rowsOf(peers).map(([name]) => name)).toEqual(Object.keys(manifest.peerDependencies))
  })

  it('says of each what for, and why not our own', () => {
    for (const [name, purpose = '', reason = ''] of [...rowsOf(atRunTime), ...rowsOf(peers)]) {
      expect(purpose.length, name).toBeGreaterThan(10)
      expect(reason.length, name).toBeGreaterThan(20)
    }
  })

  it.each([...rowsOf(atRunTime), ...rowsOf(peers)])('%s is as it says', (name = '', _purpose, _reason, ...figures) => {
    const one = installed(name)
    const size = kilobytes(one).toLocaleString('en-US')
    expect(figures).toEqual([size, one.licence, one.needs.join(', ') || 'nothing'])
  })

  it('calls a peer optional only where package.json does', () => {
    expect(
      Object.keys(manifest.peerDependencies).filter((name) => !manifest.peerDependenciesMeta[name]?.optional),
    ).toEqual([])
  })
})
