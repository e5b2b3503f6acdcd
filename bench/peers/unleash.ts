import { EventEmitter } from 'node:events'
import type { Context, Unleash } from 'unleash-client'
import type { FeatureInterface } from 'unleash-client/lib/feature.js'
import type { Constraint } from 'unleash-client/lib/strategy/strategy.js'
import type { Facts, Peer } from './peer.js'
import type { Candidate, Segment, Task, Traits } from './task.js'

export const unleash: Peer = {
  name: 'unleash-client, offline',
  package: 'unleash-client',
  conditions: async (segments) => {
    const flags = segments.map((segment, index) => flag(`segment-${index}`, segment, []))
    const client = await start(flags)
    const contexts = new WeakMap<Traits, Context>()
    return flags.map(({ name }) => (traits) => {
      let context = contexts.get(traits)
      if (context === undefined) {
        context = { properties: properties(traits) }
        contexts.set(traits, context)
      }
      return client.isEnabled(name, context)
    })
  },
  native: async (task) => {
    const { candidates, limits } = task
    const client = await start(candidates.map((one) => flag(one.id, one.segment, others(one, task))))
    return (facts) => {
      const context = { properties: { ...properties(facts), ...moment(facts, limits) } }
      return candidates.find(({ id }) => client.isEnabled(id, context))?.id ?? null
    }
  },
  notes:
    'with a repository of its own instead of the network. A flag has no "or" but between strategies, so a segment is ' +
    'two of them; values are texts, so what was seen is one long text. Native: a flag for each experience, asked in order',
}

/** Nothing is fetched, and no metrics are sent. */
async function start(flags: readonly FeatureInterface[]): Promise<Unleash> {
  const { Unleash } = await import('unleash-client') // takes long to load, so only where it takes part
  const client = new Unleash({
    appName: 'bench',
    url: 'http://127.0.0.1:9/',
    disableMetrics: true,
    skipInstanceCountWarning: true,
    disableAutoStart: true,
    repository: new Flags(flags),
  })
  await client.start()
  return client
}

class Flags extends EventEmitter {
  readonly #flags: ReadonlyMap<string, FeatureInterface>

  constructor(flags: readonly FeatureInterface[]) {
    super()
    this.#flags = new Map(flags.map((one) => [one.name, one]))
  }

  getToggle(name: string): FeatureInterface | undefined {
    return this.#flags.get(name)
  }

  getToggles(): FeatureInterface[] {
    return [...this.#flags.values()]
  }

  getTogglesWithSegmentData(): [] {
    return []
  }

  getSegment(): undefined {
    return undefined
  }

  async start(): Promise<void> {
    this.emit('ready')
  }

  stop(): void {}
}

function flag(name: string, { plans, role, seats }: Segment, more: readonly Constraint[]): FeatureInterface {
  const either = [is('plan', 'IN', plans), is('beta', 'IN', ['true'])]
  const strategies = either.map((first) => ({
    name: 'default',
    parameters: {},
    constraints: [...more, first, is('role', 'NOT_IN', [role]), number('seats', 'NUM_GTE', seats)],
  }))
  const rest = { type: 'release', project: 'default', stale: false, impressionData: false, variants: [] }
  return { name, enabled: true, ...rest, strategies } as unknown as FeatureInterface
}

const others = ({ id, fragment, limits }: Candidate, task: Task): readonly Constraint[] => [
  is('href', 'STR_CONTAINS', [fragment]),
  { ...is('seen', 'STR_CONTAINS', [`,${id},`]), inverted: true },
  ...limits.map((limit) => {
    const { id: name, size } = task.limits[limit] as Task['limits'][number]
    return number(`shown-${name}`, 'NUM_LT', size)
  }),
]

const is = (contextName: string, operator: `${Constraint['operator']}`, values: readonly string[]): Constraint => ({
  contextName,
  operator: operator as Constraint['operator'],
  inverted: false,
  values: [...values],
})

const number = (contextName: string, operator: `${Constraint['operator']}`, value: number): Constraint => ({
  ...is(contextName, operator, []),
  value: String(value),
})

const properties = ({ plan, role, country, seats, beta }: Traits) => ({
  plan,
  role,
  country,
  seats,
  beta: String(beta),
})

const moment = ({ href, seen, shown }: Facts, limits: Task['limits']): Record<string, string | number> => ({
  href,
  seen: `,${seen.join(',')},`,
  ...Object.fromEntries(limits.map(({ id }) => [`shown-${id}`, shown[id] as number])),
})
