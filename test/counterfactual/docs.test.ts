import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { codes } from '../../src/model/code.js'

const page = readFileSync('docs/counterfactuals.md', 'utf8')
const types = readFileSync('src/counterfactual/change.ts', 'utf8')

const section = (heading: string): string => page.split(/^## /m).find((part) => part.startsWith(heading)) ?? ''

test('docs/counterfactuals.md has every kind of change, and who can do it', () => {
  const told = [...section('The changes').matchAll(/^\| `(\w+)` \| (\w+) \|/gm)].map(([, kind, by]) => [kind, by])
  const known = [...types.matchAll(/readonly kind: '(\w+)'\n {2}readonly by: '(\w+)'/g)].map(([, kind, by]) => [
    kind,
    by,
  ])
  expect(known.length).toBe(21)
  expect(told).toEqual(known)
})

test('docs/counterfactuals.md says what gets past every reason', () => {
  const rows = section('What gets past').match(/^\| `.*$/gm) ?? []
  const reasons = rows.flatMap((row) => [...(row.split('|')[1] ?? '').matchAll(/`(\w+)`/g)].map(([, code]) => code))
  expect([...reasons].sort()).toEqual(codes.filter((code) => code !== 'shown').sort())
})
