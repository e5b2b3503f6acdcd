import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'

// The packed package, byte for byte the same whenever and wherever it is built: from two clean clones of the last
// commit, in folders of other names and depths, in another time zone and locale. With `--here` the first of the two is
// this folder, as it was built.

const { values } = parseArgs({ options: { here: { type: 'boolean', default: false } } })
const folder = mkdtempSync(join(tmpdir(), 'oncue-pack-'))

/** The second one is as unlike the first as it can be. */
const places = [
  { path: join(folder, 'a'), env: { TZ: 'UTC', LC_ALL: 'C' }, umask: '022' },
  { path: join(folder, 'another/place/deeper'), env: { TZ: 'Pacific/Apia', LANG: 'tr_TR.UTF-8' }, umask: '077' },
] as const

function packed({ path, env, umask }: (typeof places)[number]): Buffer {
  execFileSync('git', ['clone', '--quiet', '--no-hardlinks', process.cwd(), path])
  // The same packages, by links: they are the lock file's.
  execFileSync('cp', ['-al', 'node_modules', join(path, 'node_modules')])
  const surroundings = { ...process.env, ...env }
  const build = `umask ${umask}; npm run build --silent >/dev/null`
  execFileSync('bash', ['-c', build], { cwd: path, env: surroundings, stdio: ['ignore', 'ignore', 'inherit'] })
  return packIn(path, surroundings)
}

function packIn(path: string, env: NodeJS.ProcessEnv): Buffer {
  const to = mkdtempSync(join(folder, 'tarball-'))
  const args = ['pack', '--ignore-scripts', '--silent', '--pack-destination', to]
  execFileSync('npm', args, { cwd: path, env, stdio: 'ignore' })
  return readFileSync(join(to, readdirSync(to)[0] as string))
}

const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex')

const [first, second] = [values.here ? packIn(process.cwd(), process.env) : packed(places[0]), packed(places[1])]
for (const one of [first, second]) console.log(`${sha256(one)}  ${one.length} bytes`)
const isSame = first.equals(second)
if (isSame) rmSync(folder, { recursive: true })
console.log(isSame ? 'the same, byte for byte' : `they differ; both are in ${folder}`)
process.exitCode = isSame ? 0 : 1
