import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { generate } from '../../examples/demo/generate.js'
import type { SimulationOutput } from '../../src/simulator/output-summary.js'
import { cli } from '../cli/cli.js'

const folder = mkdtempSync(join(tmpdir(), 'oncue-product-guide-'))
afterAll(() => rmSync(folder, { recursive: true }))

const section = /## A broadcast before it goes out\n([\s\S]*?)\n## /.exec(
  readFileSync('docs/guides/product.md', 'utf8'),
)?.[1]
const block = (kind: string): string => new RegExp(`\`\`\`${kind}\\n([\\s\\S]*?)\`\`\``).exec(section ?? '')?.[1] ?? ''

it('has the row for its broadcast that the guide promises', async () => {
  writeFileSync(join(folder, 'catalog.yaml'), readFileSync('examples/demo/catalog.yaml'))
  writeFileSync(join(folder, 'march.jsonl'), `${generate({ people: 400 }).join('\n')}\n`)
  writeFileSync(join(folder, 'spring.jsonl'), block('json'))
  const argv = block('sh')
    .trim()
    .split(' ')
    .slice(1)
    .map((word) => (/\.(yaml|jsonl)$/.test(word) ? join(folder, word) : word))
  const { code, out, err } = await cli(argv)
  expect({ code, err }).toEqual({ code: 0, err: '' })
  expect(out).toMatch(/^ {2}spring +transmitted +2029-03-10T09:00:00Z +\d/m)
  const output: SimulationOutput = JSON.parse((await cli([...argv, '--json'])).out)
  expect(output.refusals.filter(({ id }) => id === 'spring')).toEqual([])
  // Every member who was found is sent a delivery, and an empty audience would have been skipped.
  const [{ members = 0, deliveries } = {}] = output.sendings.list
  expect(members).toBeGreaterThan(0)
  expect(deliveries).toEqual({ created: members, repeated: 0, refused: {} })
})
