import { wallClock } from '../../describe/time.js'
import { visible } from '../../describe/visible.js'
import { type Code, dayMs, hourMs, type Instant, weekMs } from '../../model/index.js'
import type { Digest } from '../../simulator/index.js'
import type { Look } from './look.js'

/** What happened in one column, the strongest first: that is the mark that it gets. */
const marks = [
  ['shown', '●', 'it showed'],
  ['sent', '→', 'it sent the page on'],
  ['held', '○', 'it was held back'],
  ['over', '·', 'its turn was over'],
] as const

type Outcome = (typeof marks)[number][0]

const blank = ' '
const gap = '  '
const longestName = 24

/**
 * A candidate's page loads as one row of characters, a column for each hour, day or whatever fits the width. The zone
 * decides where a day begins in it, and nothing else.
 */
export function renderTimeline({ candidateId, loads, shows }: Digest, { zone, width }: Look): string {
  const events: readonly (readonly [Instant, Outcome])[] = [
    ...loads.map(({ at, code }) => [at, outcomeOf(code)] as const),
    ...shows.map(({ at }) => [at, 'shown'] as const),
  ]
  if (events.length === 0) return ''
  const name = cut(visible(candidateId ?? ''))
  const times = events.map(([at]) => wallClock(at, zone))
  // One by one: there may be too many for the arguments of a call.
  const from = times.reduce((least, at) => Math.min(least, at))
  const to = times.reduce((most, at) => Math.max(most, at))
  const step = stepFor(from, to, width - cells(name) - 2 * gap.length)
  const columns = new Map<number, Outcome>()
  events.forEach(([, outcome], k) => {
    const column = columnOf(times[k] as number, step) - columnOf(from, step)
    columns.set(column, stronger(columns.get(column), outcome))
  })
  const length = columnOf(to, step) - columnOf(from, step) + 1
  const row = Array.from({ length }, (_, k) => markOf(columns.get(k))).join('')
  const lines = [`${gap}${name}${gap}${row}`, ...legend(new Set(columns.values()), row.includes(blank), width)]
  return `its page loads by ${step.words}:\n${lines.map((line) => `${line}\n`).join('')}`
}

function outcomeOf(code: Code): Outcome {
  switch (code) {
    case 'shown':
      return 'shown'
    case 'redirected':
      return 'sent'
    case 'triggered':
    case 'discarded':
    case 'removed':
    case 'dropped':
      return 'over'
    default:
      return 'held'
  }
}

interface Step {
  readonly ms: number
  readonly words: string
}

const steps: readonly Step[] = [
  ...[1, 2, 4, 6, 12].map((hours) => ({
    ms: hours * hourMs,
    words: hours === 1 ? 'hour' : `${hours} hours`,
  })),
  ...[1, 2].map((days) => ({ ms: days * dayMs, words: days === 1 ? 'day' : `${days} days` })),
  ...[1, 2, 4, 13, 52].map((weeks) => ({
    ms: weeks * weekMs,
    words: weeks === 1 ? 'week' : `${weeks} weeks`,
  })),
]

/** The finest that fits. A trace of a century and more has columns of as many weeks as it takes. */
function stepFor(from: number, to: number, room: number): Step {
  const fitting = steps.find((step) => columnOf(to, step) - columnOf(from, step) < room)
  if (fitting !== undefined) return fitting
  const weeks = Math.ceil((to - from) / weekMs / (room - 2))
  return { ms: weeks * weekMs, words: `${weeks} weeks` }
}

/** Days begin at midnight, and weeks on Monday: the first of January 1970 was a Thursday. */
const columnOf = (local: number, { ms }: Step): number => Math.floor((local + 3 * dayMs) / ms)

const rank = (outcome: Outcome): number => marks.findIndex(([name]) => name === outcome)

const stronger = (a: Outcome | undefined, b: Outcome): Outcome => (a !== undefined && rank(a) <= rank(b) ? a : b)

const markOf = (outcome: Outcome | undefined): string => marks.find(([name]) => name === outcome)?.[1] ?? blank

/** The marks that were made, and what they mean, in as many lines as it takes. */
function legend(made: ReadonlySet<Outcome>, hasBlanks: boolean, width: number): readonly string[] {
  const used = marks.flatMap(([name, mark, words]) => (made.has(name) ? [`${mark} ${words}`] : []))
  const lines: string[] = []
  for (const entry of [...used, ...(hasBlanks ? ['blank: no page load'] : [])]) {
    const longer = `${lines.at(-1)}   ${entry}`
    if (lines.length > 0 && longer.length <= width) lines[lines.length - 1] = longer
    else lines.push(`${gap}${entry}`)
  }
  return lines
}

/** As much of a name as there is room for. */
function cut(name: string): string {
  if (cells(name) <= longestName) return name
  const kept = [...name]
  while (cells(kept.join('')) > longestName - 2) kept.pop()
  return `${kept.join('')}…`
}

/** How wide text may be on a terminal: beyond ASCII a character may take two cells. */
const cells = (text: string): number => [...text].reduce((sum, one) => sum + (one <= '\u007f' ? 1 : 2), 0)
