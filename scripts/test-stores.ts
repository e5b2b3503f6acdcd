import { spawnSync } from 'node:child_process'
import { parseArgs } from 'node:util'
import { startCluster } from './stores/cluster.js'

// The stores under load, on a Postgres of its own: the promises, then servers that are killed and a database that is
// restarted while page loads come at once, then rates. `--long` is 4 servers, 300 profiles, 20 page loads of each at
// once, several times over. What Debian's package `postgresql` brings must be there.

const { values: options } = parseArgs({ options: { long: { type: 'boolean', default: false } } })
const built = (name: string): string => `node_modules/.cache/oncue-stores/${name}.js`
let failures = 0

function run(title: string, command: readonly string[], { env = {}, expected = 0 } = {}): void {
  console.log(`\n# ${title}`)
  const [first = '', ...rest] = command
  const { status } = spawnSync(first, rest, { stdio: 'inherit', env: { ...process.env, ...env } })
  if (status === expected) return
  failures += 1
  console.error(`${title}: exit code ${status}, expected ${expected}`)
}

/** None of them needs much memory, whatever the size: one that leaks is ended, and has failed. */
const node = (name: string, ...args: readonly string[]): readonly string[] => [
  process.execPath,
  '--max-old-space-size=512',
  built(name),
  ...args,
]

run('build', ['npx', 'tsup', '--config', 'scripts/stores/tsup.config.ts'])
const cluster = await startCluster()
if (cluster === null) {
  console.error('Postgres is not installed: apt-get install postgresql')
  process.exit(1)
}
const tests = ['server-kit', 'server', 'embedded-kit'].map((name) => `test/store/${name}.test.ts`)
run('promises', ['npx', 'vitest', 'run', '--project', 'node', ...tests], { env: { ONCUE_POSTGRES: cluster.url } })
cluster.remove()

const size = options.long ? ['--profiles', '300', '--rounds', '10'] : ['--profiles', '60', '--rounds', '2']
run('endurance', node('endure', ...size))
run('endurance of `oncue serve`', node('endure', ...size, '--manner', 'serve'))
// A check that nothing fails is none: these servers take no care, and are to be found out.
run(
  'endurance of naive servers, which must be found out',
  node('endure', '--profiles', '10', '--rounds', '1', '--manner', 'naive'),
  {
    expected: 3,
  },
)
run('embedded', node('embedded', '--kills', options.long ? '10' : '2'))
run('rates', node('throughput', ...(options.long ? ['--turns', '25', '--seconds', '1'] : [])))
console.log(failures === 0 ? '\nall of it held' : `\n${failures} did not hold`)
process.exitCode = failures === 0 ? 0 : 1
