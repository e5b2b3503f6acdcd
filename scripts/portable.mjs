import { chmodSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname, isAbsolute, join, relative, sep } from 'node:path'

// What is built of the same sources is to be the same, whoever builds it.

for (const name of readdirSync('dist', { recursive: true, encoding: 'utf8' })) {
  const path = join('dist', name)
  const { mode } = statSync(path)
  chmodSync(path, (mode & 0o100) === 0 ? 0o644 : 0o755) // the package keeps modes, and these are the builder's umask
}

// tsup writes where a CommonJS file stood on this machine into its source map. Another machine has it elsewhere:
// such a path is given from where the map is.

for (const name of readdirSync('dist', { recursive: true, encoding: 'utf8' })) {
  if (!name.endsWith('.map')) continue
  const path = join('dist', name)
  const map = JSON.parse(readFileSync(path, 'utf8'))
  const folder = dirname(join(process.cwd(), path))
  const portable = (given) => (isAbsolute(given) ? relative(folder, given).split(sep).join('/') : given)
  const sources = map.sources.map(portable)
  writeFileSync(
    path,
    JSON.stringify({ ...map, sources, ...(map.file === undefined ? {} : { file: portable(map.file) }) }),
  )
}
