import { mkdirSync } from 'node:fs'
import { relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { Stryker } from '@stryker-mutator/core'
import { mutatedFolders } from './mutation/folders.js'

/**
 * `npm run mutate -- FOLDER [--concurrency 1] [--file NAME.ts] [--runs 100] [--least 0] [--fresh]`: breaks the folder's
 * code in every small way that there is, one at a time, and says which of them its tests do not notice; ends with 1 where
 * less than `--least` percent were. What earlier runs found is kept in `coverage/mutation`, and asked again only where
 * the code or its tests have changed, or with `--fresh`.
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    concurrency: { type: 'string', default: '1' },
    file: { type: 'string', default: '**/*.ts' },
    runs: { type: 'string', default: '100' },
    least: { type: 'string', default: '0' },
    fresh: { type: 'boolean', default: false },
  },
})
const [name = ''] = positionals
const folder = mutatedFolders[name]
if (folder === undefined) {
  console.error(`no such folder: "${name}"; there are ${Object.keys(mutatedFolders).join(', ')}`)
  process.exit(2)
}

process.env.ONCUE_MUTATE = name
process.env.ONCUE_RUNS = values.runs // laws draw fewer cases: each mutant meets them anew
mkdirSync('coverage/mutation', { recursive: true })
const started = Date.now()
const results = await new Stryker({
  mutate: folder.sources.map((source) => `${source}/${values.file}`),
  testRunner: 'kept',
  plugins: ['@stryker-mutator/vitest-runner', fileURLToPath(new URL('mutation/kept-runner.mjs', import.meta.url))],
  vitest: { configFile: 'vitest.core.config.ts', related: false },
  coverageAnalysis: 'perTest',
  concurrency: Number(values.concurrency),
  timeoutMS: 20_000, // a machine that is held up for a while kills no mutant
  timeoutFactor: 4,
  incremental: true,
  incrementalFile: `coverage/mutation/${name}.json`,
  force: values.fresh,
  tempDirName: `coverage/mutation/sandbox-${name}`,
  ignorePatterns: ['/coverage', '/dist', '/bench', '/docs/api', '/examples/demo/out'],
  reporters: ['progress-append-only', 'as-found'],
  allowConsoleColors: false,
}).runMutationTest()

type Mutant = (typeof results)[number]

const line = ({ location }: Mutant): number => location.start.line
const of = (...statuses: readonly Mutant['status'][]): readonly Mutant[] =>
  results
    .filter(({ status }) => statuses.includes(status))
    .sort((a, b) => (a.fileName < b.fileName ? -1 : a.fileName > b.fileName ? 1 : line(a) - line(b)))
const unnoticed = of('Survived', 'NoCoverage')
for (const one of [...unnoticed, ...of('Timeout', 'RuntimeError')]) {
  const where = `${relative(process.cwd(), one.fileName)}:${line(one)}:${one.location.start.column}`
  console.log(`${one.status.padEnd(10)} ${where}  ${one.mutatorName}: ${one.replacement?.replace(/\s+/g, ' ')}`)
}

const count = (...statuses: readonly Mutant['status'][]): number => of(...statuses).length
const noticed = count('Killed', 'Timeout')
const score = (100 * noticed) / (noticed + unnoticed.length)
console.log(
  [
    '| folder | killed | timeout | survived | no coverage | other | score | minutes |',
    '|---|---|---|---|---|---|---|---|',
    `| ${name} | ${count('Killed')} | ${count('Timeout')} | ${count('Survived')} | ${count('NoCoverage')} | ${
      results.length - noticed - unnoticed.length
    } | ${score.toFixed(1)} % | ${((Date.now() - started) / 60_000).toFixed(1)} |`,
  ].join('\n'),
)
if (score < Number(values.least)) process.exitCode = 1
