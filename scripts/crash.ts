import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { generate } from '../examples/demo/generate.js'

// Breaks off replays by `kill -9` at random moments, and by a disk that is full, and lets others go on: whatever
// happened on the way, the end is that of a replay that nothing happened to. Runs the built command.

const kills = Number(process.argv[2] ?? 200)
const folder = mkdtempSync(join(tmpdir(), 'oncue-crash-'))
const trace = join(folder, 'trace.jsonl')
const out = join(folder, 'decisions.jsonl')
const command = ['dist/cli/main.js', 'simulate', '--catalog', 'examples/demo/catalog.yaml', '--trace', trace, '--json']
const broken = [...command, '--out', out, '--checkpoint', join(folder, 'at'), '--checkpoint-every', '3000', '--resume']

/** What a replay answers, but for how long it took. */
const answerIn = (json: string): string => json.replace(/^ *"(seconds|page_loads_per_second)": .*\n/gm, '')

function fail(message: string): never {
  console.error(`${message}; what was left is in ${folder}`)
  process.exit(1)
}

/** Seeded, so that the same kills come again on the same machine, give or take what else it does. */
let state = 20_290_301
const random = (): number => {
  state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
  return state / 4_294_967_296
}

writeFileSync(trace, `${generate({ people: 700 }).join('\n')}\n`)
const whole = spawnSync(process.execPath, [...command, '--out', join(folder, 'whole.jsonl')], { encoding: 'utf8' })
if (whole.status !== 0) fail(`the replay itself failed: ${whole.stderr}`)
const expected = answerIn(whole.stdout)
const expectedDecisions = readFileSync(join(folder, 'whole.jsonl'), 'utf8')

function compare(answer: string, what: string): void {
  if (answerIn(answer) !== expected) fail(`${what}: another summary`)
  if (readFileSync(out, 'utf8') !== expectedDecisions) fail(`${what}: other decisions`)
  const left = readdirSync(folder).filter((name) => name.endsWith('.partial'))
  if (left.length > 0) fail(`${what}: left ${left.join(', ')}`)
  rmSync(out)
}

/** One start, killed after a while. @returns its answer, or `null` where it was killed */
function start(afterMs: number, workers: number): Promise<string | null> {
  const child = spawn(process.execPath, [...broken, '--workers', String(workers)], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let [answer, error] = ['', '']
  child.stdout.on('data', (chunk) => {
    answer += chunk
  })
  child.stderr.on('data', (chunk) => {
    error += chunk
  })
  const timer = setTimeout(() => child.kill('SIGKILL'), afterMs)
  return new Promise((resolve) => {
    child.on('close', (code) => {
      clearTimeout(timer)
      if (code !== 0 && code !== null) fail(`exit code ${code}: ${error}`)
      resolve(code === 0 ? answer : null)
    })
  })
}

let killed = 0
let ends = 0
while (killed < kills) {
  const workers = ends % 3
  const started = performance.now()
  const first = await start(60_000, workers)
  if (first === null) fail('a replay took a minute')
  const wholeMs = performance.now() - started
  compare(first, 'nothing happened')
  for (let answer: string | null = null; answer === null; ) {
    answer = await start(wholeMs * (0.1 + 0.9 * random()), workers)
    if (answer === null) {
      killed += 1
      // Killed between the end of its work and its own: then the file is complete.
      if (existsSync(out) && readFileSync(out, 'utf8') !== expectedDecisions) {
        fail('a file that looks complete was left behind')
      }
      rmSync(out, { force: true })
    } else {
      compare(answer, `after ${killed} kills`)
      ends += 1
    }
  }
}
console.log(`${killed} kills, ${ends} replays that went on to the very same end`)

// A disk that takes no more: files may grow to so many blocks of 512 or 1,024 bytes.
for (const blocks of [1, 8, 64, 256, 1_024]) {
  const limited = `ulimit -f ${blocks}; exec "$0" "$@"`
  const { status, stderr } = spawnSync('bash', ['-c', limited, process.execPath, ...broken], { encoding: 'utf8' })
  if (status === 0) fail(`a disk of ${blocks} blocks was large enough`)
  if (status !== 1 || /\n +at /.test(stderr)) fail(`a full disk: exit code ${status}: ${stderr}`)
  if (existsSync(out)) fail('a file that looks complete was left behind')
  const answer = await start(60_000, 0)
  if (answer === null) fail('a replay took a minute')
  compare(answer, `after a disk of ${blocks} blocks`)
}
console.log('5 full disks, each one followed by the very same end')
rmSync(folder, { recursive: true })
