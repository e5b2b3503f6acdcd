import { existsSync } from 'node:fs'

// Libraries beside oncue, on the same work. They are installed apart from the project: `npm ci --prefix bench`.

if (!existsSync(new URL('../../node_modules', import.meta.url))) {
  console.error('the peers are not installed: run npm ci --prefix bench')
  process.exit(1)
}
const { contest } = await import('./contest.js')
const { render, versions } = await import('./table.js')

const isJson = process.argv.includes('--json')
const isQuick = process.argv.includes('--quick')
const standing = await contest({ isQuick, log: (line) => console.error(line) })
if (isJson) {
  const all = { node: process.version, versions: versions(), ...standing }
  console.log(JSON.stringify(all, (key, value) => (key === 'said' ? undefined : value), 2))
} else {
  console.log(render(standing))
}
