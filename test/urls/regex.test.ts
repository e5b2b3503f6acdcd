import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createAutomaton } from '../../src/urls/regex/automaton.js'
import { parseRegex } from '../../src/urls/regex/parse-regex.js'

/** The program on its way over JSON, as a catalog that is sent to a browser takes it. */
const compileRegex = (source: string) => createAutomaton(JSON.parse(JSON.stringify(parseRegex(source))))

describe('regex, by example', () => {
  test.each<[string, string, boolean]>([
    ['dashboard', 'https://app.example.com/dashboard', true],
    ['Dashboard', 'https://app.example.com/dashboard', false],
    ['^https://[^/]+/dashboard/?$', 'https://app.example.com/dashboard/', true],
    ['^https://[^/]+/dashboard/?$', 'https://app.example.com/dashboard/x', false],
    ['/users/\\d+(?:/edit)?$', '/users/42/edit', true],
    ['/users/\\d+(?:/edit)?$', '/users/42x', false],
    ['/a{2,3}b', '/aab', true],
    ['^a{2,3}$', 'aaaa', false],
    ['^a{2,}$', 'aaaa', true],
    ['^a{0}$', '', true],
    ['^(?<year>\\d{4})-\\d\\d$', '2029-02', true],
    ['\\bid=', '?id=1', true],
    ['\\bid=', '?paid=1', false],
    ['\\Bid=', '?paid=1', true],
    ['^\\x41\\u0042\\/$', 'AB/', true],
    ['^[\\]a-c^-]+$', ']^-b', true],
    ['^[^]$', '\n', true],
    ['[]', 'anything', false],
    ['^.$', '\u2028', false],
    ['^[.]$', 'x', false],
    ['^\\.$', 'x', false],
    ['^[\\w-.]$', '-', true],
    ['^[\\w--z]$', 'y', true],
    ['^[\\w--z]$', '!', false],
    ['^[\\b]$', '\b', true],
    ['a{,2}', 'a{,2}', true],
    ['{x}]', '{x}]', true],
    ['^(a|ab)(c|bcd)$', 'abcd', true],
    ['a*?b', 'b', true],
    ['(?:^|/)$', '', true],
    ['', '', true],
    ['^\\0$', '\0', true],
    ['^😀$', '😀', true],
    ['^.$', '😀', false],
  ])('%j on %j: %j', (pattern, text, expected) => {
    expect(compileRegex(pattern)(text)).toBe(expected)
    expect(new RegExp(pattern).test(text)).toBe(expected)
  })
})

const alphabet = fc.constantFrom('a', 'b', 'c', '/', '-', '1', '_', ' ', '\n', 'é', '\u2028', '\ud83d')
// Short, and patterns not deep: RegExp itself is exponential in both.
const texts = fc.oneof(
  fc.array(alphabet, { maxLength: 5 }).map((units) => units.join('')),
  fc.string({ unit: 'binary', maxLength: 5 }),
)

const atoms = fc.constantFrom(
  ...['a', 'b', 'c', '/', '-', '.', '\\d', '\\D', '\\w', '\\W', '\\s', '\\S', '\\x61', '\\u0062', '\\/', '\\.', '\\n'],
  ...['[abc]', '[^a-c]', '[\\w-]', '[^\\s/]', '[a\\-c]', '[\\d-c]', '[]', '[^]', ' ', '_', 'é', ']', '}', '{a'],
)
const quantifiers = fc.constantFrom(
  '',
  '',
  '',
  '*',
  '+',
  '?',
  '*?',
  '+?',
  '??',
  '{2}',
  '{0,2}',
  '{1,}',
  '{1,3}?',
  '{0}',
)
const assertions = fc.constantFrom('^', '$', '\\b', '\\B')
const { pattern } = fc.letrec<{ pattern: string; term: string; group: string }>((tie) => ({
  pattern: fc
    .array(fc.array(tie('term'), { maxLength: 3 }), { minLength: 1, maxLength: 2 })
    .map((alternatives) => alternatives.map((terms) => terms.join('')).join('|')),
  term: fc.oneof(
    { maxDepth: 2 },
    { weight: 5, arbitrary: fc.tuple(atoms, quantifiers).map((parts) => parts.join('')) },
    { weight: 1, arbitrary: assertions },
    { weight: 2, arbitrary: tie('group') },
  ),
  group: fc
    .tuple(fc.constantFrom('(', '(?:'), tie('pattern'), fc.constantFrom('', '*', '+?', '?', '{2}', '{1,}', '{0,2}'))
    .map(([open, inner, quantifier]) => `${open}${inner})${quantifier}`),
}))

test('agrees with RegExp on patterns of the subset (U3)', () => {
  fc.assert(
    fc.property(pattern, fc.array(texts, { minLength: 1, maxLength: 4 }), (source, some) => {
      const expected = new RegExp(source)
      const actual = compileRegex(source)
      for (const text of some) expect(actual(text)).toBe(expected.test(text))
    }),
    { numRuns: 2_000 },
  )
}, 60_000)

test('what is accepted of any text at all is a pattern to RegExp too, and agrees with it', () => {
  const noise = fc
    .array(fc.constantFrom(...'ab-^$.*+?()[]{}|\\,:=!<>012xudwsbB/'), { maxLength: 14 })
    .map((units) => units.join(''))
  fc.assert(
    fc.property(noise, texts, (source, text) => {
      const parsed = attempt(() => compileRegex(source))
      if (parsed === null) return
      expect(parsed(text)).toBe(new RegExp(source).test(text))
    }),
    { numRuns: 5_000 },
  )
}, 60_000)

test('a forgetful cache answers the same', () => {
  fc.assert(
    fc.property(pattern, texts, (source, text) => {
      const program = parseRegex(source)
      expect(createAutomaton(program, 0)(text)).toBe(createAutomaton(program)(text))
    }),
  )
})

describe('adversarial patterns take linear steps', () => {
  test.each([
    '(a*)*b',
    '(a|a)*c',
    '(a+)+$b',
    'a.*a.*a.*b',
    '^(([a-z])+.)+[A-Z]([a-z])+$',
    '(?:a?){50}a{50}b',
    '(x+x+)+y',
    '[^b]*[^c]*[^d]*e',
    '(.{0,50}a){1}.{50}!',
  ])('%s', (source) => {
    const { instructions } = parseRegex(source)
    const work = (text: string, cacheSize?: number) => {
      const { program, visits } = counted(source)
      createAutomaton(program, cacheSize)(text)
      return visits()
    }
    for (const unit of ['a', 'x', 'ab', 'a/z', 'é']) {
      const short = unit.repeat(4_096 / unit.length)
      const long = unit.repeat(8_192 / unit.length)
      // Without any cache each character visits each instruction at most once.
      expect(work(long, 0)).toBeLessThanOrEqual((long.length + 1) * instructions.length)
      expect(work(long)).toBeLessThanOrEqual(2 * work(short) + 10 * instructions.length)
    }
  })
})

test('a text seen before costs nothing', () => {
  const { program, visits } = counted('^https://.*/dash(board)?$')
  const matches = createAutomaton(program)
  matches('https://app.example.com/dashboard')
  const once = visits()
  expect(once).toBeGreaterThan(0)
  matches('https://app.example.com/dashboard')
  expect(visits()).toBe(once)
})

/** A program that counts how often its instructions are looked at. */
function counted(source: string) {
  let count = 0
  const { instructions, start } = parseRegex(source)
  const get = (target: typeof instructions, place: string | symbol) => {
    count += 1
    return Reflect.get(target, place)
  }
  return { program: { start, instructions: new Proxy(instructions, { get }) }, visits: () => count }
}

function attempt<T>(make: () => T): T | null {
  try {
    return make()
  } catch {
    return null
  }
}
