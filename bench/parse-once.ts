import { parseAll } from './parse-all.js'

// The bare loop in a process of its own: over all the files that are named, one after another.

let lines = 0
for (const path of process.argv.slice(2)) lines += await parseAll(path)
console.log(JSON.stringify({ lines }))
