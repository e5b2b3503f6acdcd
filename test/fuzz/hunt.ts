import { spawn } from 'node:child_process'
import { mkdir, readdir, readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { build } from 'esbuild'
import { parseScenario } from '../../src/authoring/index.js'
import { runScenario } from '../../src/simulator/scenario.js'
import type { Plant } from './plants.js'

export interface Hunted {
  readonly code: number | null
  readonly seconds: number
  readonly output: string
  /** What it was shrunk to, and how many events that has. */
  readonly text: string
  readonly events: number
  /** Whether the engine without the bug does what the scenario expects. */
  readonly isRight: boolean
}

/** Builds the fuzzer on an engine with a bug in it, and lets it look. */
export async function hunt(plant: Plant | null, folder: string, args: readonly string[]): Promise<Hunted> {
  await mkdir(folder, { recursive: true })
  // Beside the packages, which stay outside of it.
  const outfile = resolve(
    `node_modules/.cache/oncue-hunt/${plant?.file.replaceAll('/', '-') ?? 'none'}-${process.pid}.mjs`,
  )
  await build({
    entryPoints: ['scripts/fuzz.ts'],
    outfile,
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    packages: 'external',
    alias: { oncue: resolve('src/index.ts') },
    plugins: plant === null ? [] : [planted(plant)],
  })
  const from = performance.now()
  const { code, output } = await run([outfile, ...args, '--out', folder])
  const seconds = (performance.now() - from) / 1000
  const [file = ''] = (await readdir(folder)).filter((name) => name.endsWith('.yaml'))
  const text = file === '' ? '' : await readFile(join(folder, file), 'utf8')
  const read = parseScenario(text)
  if (!read.ok || read.value.kind !== 'replay') return { code, seconds, output, text, events: 0, isRight: false }
  return { code, seconds, output, text, events: read.value.steps.length, isRight: runScenario(read.value).passed }
}

const planted = ({ file, text, instead }: Plant) => ({
  name: 'planted',
  setup(builder: {
    onLoad: (options: { filter: RegExp }, load: (args: { path: string }) => Promise<Loaded | null>) => void
  }) {
    builder.onLoad({ filter: /\.ts$/ }, async ({ path }) => {
      if (path !== resolve(file)) return null
      const source = await readFile(path, 'utf8')
      if (source.split(text).length !== 2) throw new Error(`${file} does not have it once: ${text}`)
      return { contents: source.replace(text, () => instead), loader: 'ts' }
    })
  },
})

interface Loaded {
  readonly contents: string
  readonly loader: 'ts'
}

function run(args: readonly string[]): Promise<{ readonly code: number | null; readonly output: string }> {
  return new Promise((done) => {
    const child = spawn(process.execPath, [...args])
    let output = ''
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += String(chunk)))
    child.on('close', (code) => done({ code, output }))
  })
}
