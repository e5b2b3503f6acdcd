import type { UrlMatchType } from 'oncue'
import { readCatalog, urlRule } from 'oncue/authoring'
import { checkUrlPattern } from '../../../src/urls/check-url-pattern.js'
import { compileUrlRule } from '../../../src/urls/index.js'
import type { Draw } from '../draw.js'
import { Fault, judgeProblems } from '../judge.js'
import { hostileTexts } from '../leaves.js'
import type { Kind } from './kind.js'

const types = [
  'simple',
  'exact',
  'regex',
  'regex',
  'regex',
  'inverse_simple',
  'inverse_exact',
  'starts_with',
  'wildcard',
] as const

/** Patterns that make those run away who go back, and what they are made of. */
const pieces = [
  ...[
    '(a+)+$',
    '(a|aa)+b',
    '(.*a){12}b',
    '(a*)*',
    '(?:a?){20}a{20}',
    '[^/]+',
    '\\d{1,3}',
    '^',
    '$',
    '\\b',
    '\\B',
    '.*',
    '.',
  ],
  ...[
    '(',
    ')',
    '[',
    ']',
    '{',
    '}',
    '{2}',
    '{1000}',
    '{1001}',
    '{,2}',
    '*',
    '+',
    '?',
    '|',
    '\\',
    '\\1',
    '\\k<a>',
    '\\p{L}',
  ],
  ...[
    '(?=',
    '(?!',
    '(?<=',
    '(?<a>',
    '(?:',
    '(?i)',
    '\\u{1F600}',
    '\\x4',
    '\\u12',
    '\\c',
    '[a-',
    '[z-a]',
    '[^]',
    '[]',
    '-',
  ],
  ...[
    'a',
    'b',
    '/',
    'https://',
    'app',
    '\u0000',
    '\ud800',
    '🦉',
    'é',
    '\u2028',
    '\n',
    ' ',
    '*/',
    '**',
    '%2F',
    '#',
    '&',
    '=',
  ],
]

const several = (draw: Draw, most: number, from: readonly string[]): string =>
  Array.from({ length: 1 + draw.below(most) }, () => draw.pick(from)).join('')

interface Given {
  readonly url: string
  readonly matchType: UrlMatchType
  readonly href: string
}

function drawn(draw: Draw): Given {
  const url = draw.chance(0.1) ? draw.pick(hostileTexts) : several(draw, 8, pieces)
  const unit = draw.pick(['a', 'ab', 'a/', 'https://', '\ud800', '🦉', 'x', '1', several(draw, 3, pieces)])
  // An href of 8 kB only now and then: the test of steps and the bench ask about those.
  const href = unit.repeat(Math.ceil(draw.pick([1, 4, 40, draw.chance(0.01) ? 8_192 : 100]) / unit.length))
  return {
    url: draw.chance(0.005) ? url.repeat(2_000) : url,
    matchType: draw.pick(types),
    href: href + draw.pick(['', 'b', url]),
  }
}

export const urls: Kind = {
  name: 'URL rule',
  weight: 120,
  draw: drawn,
  run({ url, matchType, href }: Given) {
    const refusal = checkUrlPattern({ url, matchType })
    if (refusal === null) {
      const matches = compileUrlRule(urlRule({ url, matchType }))(href)
      return { outcome: 'accepted', answer: String(matches) }
    }
    judgeProblems([{ code: 'invalid_value', pointer: '', message: refusal }])
    if (url !== '' && url.length < 300) {
      const rules = [{ url, match_type: matchType }]
      const read = readCatalog({ experiences: [{ id: 'x', kind: 'tour', url: rules }] })
      if (read.ok) throw new Fault('a pattern is refused, and the catalog with it is not')
    }
    return { outcome: 'refused', answer: refusal }
  },
}
