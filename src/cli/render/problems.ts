import { visible } from '../../describe/visible.js'
import type { Problem } from '../../model/index.js'
import type { Colours } from './colours.js'

/** A problem as editors and terminals know them: `file:line:column: error: what is wrong (code)`, help below. */
export function renderProblem(problem: Problem, kind: 'error' | 'warning', colours: Colours): string {
  const { code, message, help } = problem
  const place = placeOf(problem)
  const label = kind === 'error' ? colours.red('error') : colours.yellow('warning')
  const shownCode = place === '' ? '' : colours.dim(` (${code})`)
  const first = `${place === '' ? '' : `${colours.bold(visible(place))}: `}${label}: ${visible(message)}${shownCode}\n`
  return help === undefined ? first : `${first}  ${colours.cyan('help')}: ${visible(help)}\n`
}

/** By line and column where the text is at hand, else by pointer. */
function placeOf({ file, line, column, pointer }: Problem): string {
  const numbers = [line, column].filter((number) => number !== undefined)
  const place = [...(file === undefined ? [] : [file]), ...numbers].join(':')
  return line !== undefined || pointer === '' ? place : `${place} ${pointer}`.trim()
}
