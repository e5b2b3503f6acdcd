import type { Evidence } from '../../describe/index.js'
import type { Colours } from './colours.js'

/** Yes or no, before what it is about: the marks differ by shape, so that nothing hangs on their colours. */
export const tick = (passes: boolean, { green, red }: Colours): string => (passes ? green('✓') : red('✗'))

/** Evidence line by line, each part under what it is a part of. */
export function renderEvidence({ passes, words, parts }: Evidence, indent: string, colours: Colours): string {
  const mark = passes === null ? '' : `${tick(passes, colours)} `
  return `${indent}${mark}${words}\n${parts.map((part) => renderEvidence(part, `${indent}  `, colours)).join('')}`
}
