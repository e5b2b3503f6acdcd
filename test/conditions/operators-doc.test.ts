import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { decorators } from '../../src/conditions/decorators.js'
import { operators } from '../../src/conditions/index.js'

const page = readFileSync(new URL('../../docs/operators.md', import.meta.url), 'utf8')
const rows = page
  .split('\n')
  .filter((line) => line.startsWith('| `'))
  .map((line) => line.split('|').map((cell) => cell.trim().replace(/^`|`$/g, '')))

describe('docs/operators.md', () => {
  it('names every operator and decorator, in the order of the tables, and nothing else', () => {
    const named = rows.map((cells) => cells[1])
    const [own, products] = [Object.keys(operators).slice(0, 10), Object.keys(operators).slice(10)]
    expect(named).toEqual([...own, ...Object.keys(decorators), ...products])
  })

  it('tells what each operator says of a missing fact', () => {
    const operands: readonly unknown[] = ['x', 7, ['x']]
    for (const [, name = '', , , missing] of rows.filter((cells) => cells.length === 6)) {
      const operator = operators[name as keyof typeof operators]
      const answers = operands.map((operand) => {
        try {
          return operator.test(undefined, operand, 0)
        } catch {
          return null
        }
      })
      expect(new Set(answers.filter((answer) => answer !== null)), name).toEqual(new Set([missing === 'yes']))
    }
  })
})
