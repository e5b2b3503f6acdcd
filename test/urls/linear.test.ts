import { expect, test } from 'vitest'
import { createAutomaton } from '../../src/urls/regex/automaton.js'
import { parseRegex } from '../../src/urls/regex/parse-regex.js'
import { compileWildcard } from '../../src/urls/wildcard.js'
import { hostileHrefs, rulesOf } from './hostile-rules.js'

// U3, without a clock: how often the program of an expression is looked at, and how far a wildcard looks.

test('200 expressions visit each of their instructions at most once for each character', () => {
  for (const { url } of rulesOf('regex', 200)) {
    const { instructions, start } = parseRegex(url)
    let visits = 0
    const get = (target: typeof instructions, place: string | symbol): unknown => {
      visits += 1
      return Reflect.get(target, place)
    }
    const matches = createAutomaton({ start, instructions: new Proxy(instructions, { get }) })
    for (const href of hostileHrefs(8_192)) {
      visits = 0
      expect(matches(href)).toBe(false)
      expect(visits).toBeLessThanOrEqual((href.length + 1) * instructions.length)
      // And what it has learnt of an href it need not learn again.
      visits = 0
      matches(href)
      expect(visits).toBe(0)
    }
  }
})

test('200 wildcards look for each of their pieces once, each behind the one before', () => {
  for (const { url } of rulesOf('wildcard', 200)) {
    const matches = compileWildcard(url)
    for (const text of hostileHrefs(8_192)) {
      const asked: number[] = []
      const href = Object.assign(new String(text), {
        indexOf(piece: string, from: number) {
          asked.push(from)
          return text.indexOf(piece, from)
        },
      }) as unknown as string
      expect(matches(href)).toBe(false)
      expect(asked.length).toBeLessThanOrEqual(url.split('*').length)
      expect(asked).toEqual([...asked].sort((a, b) => a - b))
    }
  }
})
