import ts from 'typescript'
import { describe, expect, it } from 'vitest'
import { packageOf, readSources, type SourceFile } from './support/sources.js'

interface Layer {
  /** The layers that it may import besides itself. */
  readonly layers: readonly string[]
  readonly packages?: readonly string[]
  /** The folders in which it may ask the machine. */
  readonly node?: readonly string[]
}

const core = ['model', 'conditions', 'urls', 'history', 'engine', 'eligibility', 'session']

/** What a layer rests on: those before it, and of those only what it needs. */
const layers: Readonly<Record<string, Layer>> = {
  model: { layers: [] },
  conditions: { layers: ['model'] },
  urls: { layers: ['model'] },
  history: { layers: ['model'] },
  engine: { layers: ['model', 'conditions', 'urls'] },
  eligibility: { layers: ['model', 'conditions', 'urls', 'history', 'engine'] },
  explain: { layers: ['model', 'conditions', 'urls', 'engine', 'eligibility'] },
  session: { layers: ['model', 'history', 'engine', 'eligibility', 'explain'] },
  counterfactual: { layers: ['model', 'conditions', 'urls', 'history', 'engine', 'eligibility', 'explain'] },
  describe: { layers: ['model', 'conditions', 'urls', 'engine', 'eligibility', 'explain', 'counterfactual'] },
  // The entry that puts them together.
  'explain.ts': { layers: ['explain', 'counterfactual', 'describe'] },
  authoring: {
    layers: ['model', 'conditions', 'urls', 'engine'],
    packages: ['fastest-levenshtein', 'luxon', 'valibot', 'yaml'],
  },
  'rules-engine': { layers: ['model', 'conditions'], packages: ['json-rules-engine'] },
  deliveries: {
    layers: ['model', 'conditions', 'history', 'engine', 'authoring'],
    packages: ['fastest-levenshtein', 'immer'],
  },
  sendings: {
    layers: ['model', 'conditions', 'engine', 'eligibility', 'authoring', 'deliveries'],
    packages: ['luxon'],
  },
  simulator: {
    layers: [...core, 'explain', 'counterfactual', 'describe', 'authoring', 'deliveries', 'sendings'],
    packages: ['@duckdb/node-api', 'csv-parse', 'immer'],
    node: ['checkpoint', 'duckdb', 'traces', 'workers'].map((folder) => `src/simulator/${folder}/`),
  },
  // A page that shows what the package can do comes in by the doors that everybody has.
  playground: {
    layers: ['index.ts', 'explain.ts', 'session', 'authoring', 'deliveries'],
    packages: [
      '@codemirror/autocomplete',
      '@codemirror/commands',
      '@codemirror/lang-json',
      '@codemirror/lang-yaml',
      '@codemirror/language',
      '@codemirror/lint',
      '@codemirror/state',
      '@codemirror/view',
      '@lezer/highlight',
      'schema',
    ],
  },
  report: { layers: ['model', 'describe', 'simulator'], packages: ['d3-scale', 'd3-shape'] },
  store: {
    layers: ['model', 'engine'],
    packages: ['@electric-sql/pglite', 'pg'],
    node: ['src/store/postgres/'],
  },
  'store-kit': { layers: ['model', 'history', 'engine', 'session', 'store'] },
  http: {
    layers: [
      ...core,
      'explain',
      'counterfactual',
      'describe',
      'authoring',
      'deliveries',
      'sendings',
      'simulator',
      'store',
    ],
    packages: ['hono', 'schema', 'valibot'],
  },
  serve: {
    layers: ['model', 'conditions', 'authoring', 'store', 'http'],
    packages: ['@hono/node-server', 'pino', 'prom-client'],
    node: ['src/serve/'],
  },
  cli: {
    // What stands outside may come in by the front door.
    layers: [
      'index.ts',
      ...core,
      'explain',
      'counterfactual',
      'describe',
      'authoring',
      'deliveries',
      'simulator',
      'report',
      'store',
      'http',
      'serve',
    ],
    // The manifest is where the version is from.
    packages: ['cli-progress', 'cli-table3', 'commander', 'package.json', 'picocolors'],
    node: ['src/cli/'],
  },
}

const sources = readSources('src')
const layerOf = (path: string): string => path.split('/')[1] ?? ''
const isOurs = (name: string): boolean => name.startsWith('src/')

describe('layers', () => {
  it('are all in the table', () => {
    const folders = new Set(sources.map(({ path }) => layerOf(path)).filter((name) => name !== 'index.ts'))
    expect([...folders].filter((name) => !Object.hasOwn(layers, name))).toEqual([])
  })

  it('rest only on layers that come before them', () => {
    const order = Object.keys(layers)
    for (const [name, { layers: below }] of Object.entries(layers)) {
      for (const other of below) expect(order.indexOf(other), `${name} on ${other}`).toBeLessThan(order.indexOf(name))
    }
  })

  it.each(Object.keys(layers))('%s imports what the table allows', (name) => {
    expect(sources.filter(({ path }) => layerOf(path) === name).flatMap(trespasses)).toEqual([])
  })
})

describe('the playground', () => {
  it('imports entry points only', () => {
    const doors = /^src\/(index|explain|(session|authoring|deliveries)\/index)\.ts$/
    const found = sources
      .filter(({ path }) => layerOf(path) === 'playground')
      .flatMap(({ path, imports }) => imports.map((imported) => ({ path, imported })))
      .filter(({ imported }) => isOurs(imported) && layerOf(imported) !== 'playground' && !doors.test(imported))
    expect(found).toEqual([])
  })
})

/** Each import of a file that the table does not allow. */
function trespasses({ path, imports }: SourceFile): readonly string[] {
  const name = layerOf(path)
  const { layers: below = [], packages = [], node = [] } = layers[name] ?? {}
  const isAllowed = (imported: string): boolean => {
    if (isOurs(imported)) return [name, ...below].includes(layerOf(imported))
    if (imported.startsWith('node:')) return node.some((folder) => path.startsWith(folder))
    return packages.includes(packageOf(imported))
  }
  return imports.filter((imported) => !isAllowed(imported)).map((imported) => `${path} imports ${imported}`)
}

describe('the core', () => {
  const reached = reachableFrom('src/index.ts')

  it('reaches its own layers only', () => {
    const found = new Set([...reached].map(layerOf).filter((name) => name !== 'index.ts'))
    expect([...found].sort()).toEqual([...core].sort())
  })

  it('needs no package and nothing of Node', () => {
    const foreign = sources
      .filter(({ path }) => reached.has(path))
      .flatMap(({ path, imports }) => imports.filter((name) => !isOurs(name)).map((name) => `${path} imports ${name}`))
    expect(foreign).toEqual([])
  })
})

function reachableFrom(start: string): ReadonlySet<string> {
  const byPath = new Map(sources.map((source) => [source.path, source]))
  const reached = new Set<string>()
  const visit = (path: string): void => {
    if (reached.has(path)) return
    reached.add(path)
    const source = byPath.get(path)
    if (source === undefined) throw new Error(`${path} is imported, but is not there`)
    source.imports.filter(isOurs).forEach(visit)
  }
  visit(start)
  return reached
}

describe('T1: nothing reads the wall clock, a locale or a random source', () => {
  it('in src, but for the command line', () => {
    const found = sources.filter(({ path }) => layerOf(path) !== 'cli').flatMap(({ path, text }) => ambient(path, text))
    expect(found).toEqual([])
  })

  it.each([
    ['const now = Date.now()', 'Date.now'],
    ['const { now } = Date', 'now of Date'],
    ['const now = new Date()', 'new Date()'],
    ['const now = new Date', 'new Date()'],
    ['const now = Date()', 'Date()'],
    ['DateTime.now()', 'DateTime.now'],
    ['DateTime.local()', 'DateTime.local'],
    ['const chance = Math.random()', 'Math.random'],
    ['crypto.randomUUID()', 'crypto'],
    ['performance.now()', 'performance'],
    ['names.sort((a, b) => a.localeCompare(b))', 'localeCompare'],
    ['(5).toLocaleString()', 'toLocaleString'],
    ['new Intl.NumberFormat()', 'Intl'],
    ['new Date(0).getHours()', 'getHours'],
  ])('finds it in `%s`', (text, found) => {
    expect(ambient('example.ts', text)).toEqual([`example.ts:1 ${found}`])
  })

  it('finds nothing in comments, text, or a date made from an instant', () => {
    expect(ambient('example.ts', "// Date.now\nconst text = 'Math.random'\nnew Date(0).toISOString()")).toEqual([])
  })
})

/** What the machine would answer differently tomorrow or elsewhere. */
const ambientGlobals = new Set(['Intl', 'crypto', 'performance'])
const ambientMembers: Readonly<Record<string, ReadonlySet<string>>> = {
  Date: new Set(['now']),
  DateTime: new Set(['now', 'local']),
  Math: new Set(['random']),
}
/** Methods that go by the machine's locale or zone, whatever they are called on. */
const ambientMethod =
  /^(toLocale\w+|localeCompare|toDateString|toTimeString|getTimezoneOffset|[gs]et(FullYear|Month|Date|Day|Hours|Minutes|Seconds|Milliseconds))$/

function ambient(path: string, text: string): readonly string[] {
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true)
  const found: string[] = []
  const visit = (node: ts.Node): void => {
    const name = ambientName(node)
    if (name !== null) found.push(`${path}:${file.getLineAndCharacterOfPosition(node.getStart()).line + 1} ${name}`)
    ts.forEachChild(node, visit)
  }
  visit(file)
  return found
}

function ambientName(node: ts.Node): string | null {
  if (ts.isNewExpression(node) && isNamed(node.expression, 'Date')) return node.arguments?.length ? null : 'new Date()'
  if (ts.isCallExpression(node) && isNamed(node.expression, 'Date')) return 'Date()'
  if (ts.isPropertyAccessExpression(node)) {
    const member = node.name.text
    if (ambientMethod.test(member)) return member
    const owner = ts.isIdentifier(node.expression) ? node.expression.text : ''
    return ambientMembers[owner]?.has(member) ? `${owner}.${member}` : null
  }
  if (ts.isVariableDeclaration(node) && ts.isObjectBindingPattern(node.name)) return ambientPick(node)
  if (!ts.isIdentifier(node) || !ambientGlobals.has(node.text)) return null
  return isGlobal(node) ? node.text : null
}

function ambientPick({ name, initializer }: ts.VariableDeclaration): string | null {
  if (initializer === undefined || !ts.isIdentifier(initializer) || !ts.isObjectBindingPattern(name)) return null
  const members = name.elements.map(({ propertyName, name }) => (propertyName ?? name).getText())
  const member = members.find((one) => ambientMembers[initializer.text]?.has(one))
  return member === undefined ? null : `${member} of ${initializer.text}`
}

const isNamed = (node: ts.Expression, name: string): boolean => ts.isIdentifier(node) && node.text === name

/** Not the name of a property or a type. */
const isGlobal = ({ parent }: ts.Identifier): boolean =>
  !(ts.isPropertyAssignment(parent) || ts.isPropertySignature(parent) || ts.isTypeReferenceNode(parent))
