import { writeInstant } from '../naive/instant.js'
import type { Draw } from './draw.js'
import { type About, instantNear } from './vocabulary.js'

type Leaf = readonly [fact: string, operator: string, value: unknown, path?: string]

/** Comparisons of traits that are drawn too, each with a value that some of them have. */
const leaves: readonly Leaf[] = [
  ['plan', 'equal', 'trial'],
  ['plan', 'notEqual', 'pro'],
  ['plan', 'in', ['trial', 'free']],
  ['plan', 'notIn', ['pro']],
  ['plan', 'chameleon.ex', null],
  ['plan', 'chameleon.nx', null],
  ['plan', 'chameleon.eq', 'trial'],
  ['plan', 'chameleon.ne', 'trial'],
  ['seats', 'greaterThan', 3],
  ['seats', 'greaterThanInclusive', 3],
  ['seats', 'lessThan', 3],
  ['seats', 'lessThanInclusive', 3],
  ['score', 'chameleon.gt', 3],
  ['score', 'chameleon.gte', 3],
  ['score', 'chameleon.lt', 3],
  ['score', 'chameleon.lte', 3],
  ['roles', 'contains', 'admin'],
  ['roles', 'doesNotContain', 'admin'],
  ['roles', 'someFact:equal', 'owner'],
  ['roles', 'not:contains', 'owner'],
  ['roles', 'everyFact:in', ['admin']],
  ['company', 'equal', 'eu', '$.region'],
  ['company', 'notEqual', 'eu', '$.region'],
]

const write = ([fact, operator, value, path]: Leaf): object => ({
  fact,
  operator,
  value,
  ...(path === undefined ? {} : { path }),
})

function leafIn(draw: Draw, { base, ids }: About): object {
  const days = draw.pick([0, 1, 2, 7])
  const ago = draw.pick(['chameleon.gt-d', 'chameleon.lt-d'])
  switch (draw.below(8)) {
    case 0:
      return write([draw.pick(['signed_up', 'renewed']), ago, days])
    case 1:
      return write([`history.${draw.pick(ids)}`, ago, days, `$.${draw.pick(['started', 'completed', 'exited'])}`])
    case 2:
      return write([`history.${draw.pick(ids)}`, 'greaterThan', draw.pick([0, 1]), '$.shows'])
    case 3:
      return write([`history.${draw.pick(ids)}`, 'notEqual', writeInstant(instantNear(draw, base)), '$.started'])
    default:
      return write(draw.pick(leaves))
  }
}

/** A tree of few comparisons: most hold for somebody, and few for everybody. */
export function conditionIn(draw: Draw, about: About): object {
  const leaf = () => leafIn(draw, about)
  switch (draw.below(8)) {
    case 0:
      return { any: Array.from({ length: draw.below(4) }, leaf) }
    case 1:
      return { all: Array.from({ length: draw.below(3) }, leaf) }
    case 2:
      return { not: leaf() }
    case 3:
      return { all: [leaf(), { not: { any: [leaf()] } }] }
    default:
      return leaf()
  }
}

/** Few traits with few values, each of which may be missing; `null` takes one out. */
export function drawTraits(draw: Draw, base: number): Readonly<Record<string, unknown>> {
  const instant = () => {
    const at = instantNear(draw, base)
    return draw.once(2) ? writeInstant(at) : Math.floor(at / 1000)
  }
  const values: Readonly<Record<string, () => unknown>> = {
    plan: () => draw.pick(['trial', 'pro', 'free', null]),
    seats: () => draw.pick([2, 3, 4, '5', 'many', null]),
    score: () => draw.pick([2, 3, 4]),
    roles: () => draw.pick([['admin'], ['owner', 'admin'], [], 'admin']),
    company: () => draw.pick([{ region: 'eu' }, { region: 'us' }, {}, 'eu']),
    signed_up: instant,
    renewed: instant,
    percent: () => draw.pick([0, 7.3, 25, 50, 87.3, 99.99, 100, -1, '50']),
    zone: () => draw.pick(['UTC', 'America/New_York', 'America/Havana', 'Mars/Olympus']),
    msisdn: () => draw.pick(['491701', null]),
  }
  const names = draw.some(Object.keys(values))
  return Object.fromEntries(names.map((name) => [name, (values[name] as () => unknown)()]))
}
