import type { Problem } from '../../model/index.js'
import type { Io } from '../io.js'
import { coloursFor } from '../render/colours.js'
import { renderProblem } from '../render/problems.js'

/** Spark shows the last 2,048 bytes of what a process said on standard error. */
const mostBytes = 1_900
const mostText = 200

/** As many of them as are sure to be shown, each cut short; the last says how many there are beside. */
export function lastWords(problems: readonly Problem[], { stderr, env }: Io): readonly Problem[] {
  const colours = coloursFor(stderr, env)
  const bytesOf = (problem: Problem): number => Buffer.byteLength(renderProblem(problem, 'warning', colours))
  const told: Problem[] = []
  let room = mostBytes - bytesOf(more(problems.length))
  for (const problem of problems.map(short)) {
    room -= bytesOf(problem)
    if (room < 0) break
    told.push(problem)
  }
  const left = problems.length - told.length
  return left === 0 ? told : [...told, more(left)]
}

const short = ({ message, help, ...problem }: Problem): Problem => ({
  ...problem,
  message: cut(message),
  ...(help === undefined ? {} : { help: cut(help) }),
})

const cut = (text: string): string => (text.length > mostText ? `${text.slice(0, mostText)}…` : text)

const more = (count: number): Problem => ({ code: 'more', pointer: '', message: `and ${count} more` })
