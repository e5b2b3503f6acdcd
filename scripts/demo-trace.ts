import { writeFileSync } from 'node:fs'
import { generate } from '../examples/demo/generate.js'

// Writes the demo's trace, of so many people.

const [path, people] = process.argv.slice(2)
if (path === undefined || people === undefined) throw new Error('usage: demo-trace.ts <file> <people>')
writeFileSync(path, `${generate({ people: Number(people) }).join('\n')}\n`)
