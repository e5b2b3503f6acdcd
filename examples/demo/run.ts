import { spawnSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { commands, tracePath } from './commands.js'
import { generate } from './generate.js'

// The demo: makes the month, replays it, and asks why two things did not show.

const lines = generate()
mkdirSync('examples/demo/out', { recursive: true })
writeFileSync(tracePath, `${lines.join('\n')}\n`)
console.log(`made ${tracePath}: ${lines.length} lines`)

for (const given of commands(tracePath)) {
  console.log(`\n$ oncue ${given.join(' ')}`)
  // The command line from its sources, as the installed `oncue` would run.
  const { status } = spawnSync(process.execPath, [...process.execArgv, 'src/cli/main.ts', ...given], {
    stdio: 'inherit',
  })
  if (status !== 0) process.exit(status ?? 1)
}
