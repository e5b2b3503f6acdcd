import { checkNames } from '../../describe/finding.js'
import type { FindingWords } from '../../describe/index.js'
import type { Colours } from './colours.js'
import { renderEvidence, tick } from './evidence.js'

/** What a check found: its answer and the values that it compared, on one line; what has parts, on more. */
export function renderFinding({ passes, name, words, parts }: FindingWords, colours: Colours): string {
  const evidence = parts.map((part) => renderEvidence(part, indent, colours)).join('')
  return `  ${tick(passes, colours)} ${name.padEnd(nameWidth)}  ${words}\n${evidence}`
}

const nameWidth = Math.max(...Object.values(checkNames).map(({ length }) => length))
const indent = ' '.repeat(6)
