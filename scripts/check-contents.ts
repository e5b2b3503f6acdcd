import { contentProblems, packedFiles } from './package/contents.js'

// Holds what would be published, after a build, against what is declared.

const files = packedFiles()
const problems = contentProblems(files, process.cwd())
for (const problem of problems) console.error(problem)
console.log(`${files.length} files, ${problems.length} problems`)
process.exitCode = problems.length === 0 ? 0 : 1
