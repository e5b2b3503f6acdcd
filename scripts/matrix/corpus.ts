import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { generate } from '../../examples/demo/generate.js'

/** What every cell is asked about. */
export interface Corpus {
  /** Scenarios as they are written. */
  readonly scenarios: readonly Document[]
  /** Catalogs and the traces of a few people. */
  readonly traces: readonly SmallTrace[]
}

export interface Document {
  readonly name: string
  readonly text: string
}

export interface SmallTrace {
  readonly name: string
  readonly catalog: string
  /** JSON Lines. */
  readonly events: string
}

/** Where the files are that commands take. */
export interface CorpusFiles {
  readonly catalog: string
  readonly otherCatalog: string
  /** One month in several files, so that there are several checkpoints. */
  readonly traces: readonly string[]
  /** The same for what runs in a page and in Node alike. */
  readonly corpus: string
}

const scenarioFolder = 'test/conformance'
const exampleFolder = 'src/playground/examples'
const demoCatalog = 'examples/demo/catalog.yaml'
const people = 80
const files = 3

const text = (...path: readonly string[]): string => readFileSync(join(...path), 'utf8')

function readCorpus(): Corpus {
  const demo = { name: 'demo', catalog: text(demoCatalog), events: generate({ people: 2 }).join('\n') }
  const examples = readdirSync(exampleFolder)
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => name.slice(0, -'.yaml'.length))
    .map((name) => ({
      name,
      catalog: text(exampleFolder, `${name}.yaml`),
      events: text(exampleFolder, `${name}.jsonl`),
    }))
  return {
    scenarios: scenarioFiles().map((path) => ({ name: path.slice(scenarioFolder.length + 1), text: text(path) })),
    traces: [demo, ...examples].sort((a, b) => (a.name < b.name ? -1 : 1)),
  }
}

/** The conformance scenarios, those in folders too, by code unit. */
function scenarioFiles(): readonly string[] {
  return readdirSync(scenarioFolder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(ya?ml|json)$/.test(name))
    .map((name) => join(scenarioFolder, name))
    .sort()
}

/** Writes the corpus into a folder. */
export function writeCorpus(folder: string): { readonly corpus: Corpus; readonly files: CorpusFiles } {
  mkdirSync(folder, { recursive: true })
  const write = (name: string, content: string): string => {
    writeFileSync(join(folder, name), content)
    return join(folder, name)
  }
  const corpus = readCorpus()
  const lines = generate({ people })
  const each = Math.ceil(lines.length / files)
  const traces = Array.from({ length: files }, (_, k) =>
    write(`trace-${k + 1}.jsonl`, `${lines.slice(k * each, (k + 1) * each).join('\n')}\n`),
  )
  const catalog = text(demoCatalog)
  const edited = catalog.replace(/(id: one_survey_a_week\b[\s\S]*?rate_limit_size: )1/, '$12')
  if (edited === catalog) throw new Error(`${demoCatalog} has no limit "one_survey_a_week" of size 1 to compare with`)
  return {
    corpus,
    files: {
      catalog: write('catalog.yaml', catalog),
      otherCatalog: write('other-catalog.yaml', edited),
      traces,
      corpus: write('corpus.json', JSON.stringify(corpus)),
    },
  }
}
