import { createHash } from 'node:crypto'
import { readFileSync, rmSync, writeFileSync } from 'node:fs'

// Puts the playground into one HTML file that asks for nothing: what tsup made of its script, its style, and a policy
// that lets these two run and no others.

const at = (path) => new URL(`../${path}`, import.meta.url)
const script = readFileSync(at('dist/playground/main.global.js'), 'utf8').trim().replaceAll('</script', '<\\/script')
const style = readFileSync(at('src/playground/page.css'), 'utf8')
const hashOf = (text) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`

const policy = [
  "default-src 'none'",
  `script-src ${hashOf(script)}`,
  `style-src ${hashOf(style)}`,
  // Pictures that an editor's marks are made of.
  'img-src data:',
  "base-uri 'none'",
  "form-action 'none'",
].join('; ')

const parts = { policy, style, script }
const page = readFileSync(at('src/playground/page.html'), 'utf8')
writeFileSync(
  at('dist/playground/index.html'),
  page.replace(/\{\{(\w+)\}\}/g, (_, name) => parts[name]),
)
rmSync(at('dist/playground/main.global.js'))
