import { formatInstant } from '../../conditions/index.js'
import type { StoryEvent } from '../../simulator/life-story/event.js'
import type { Story } from '../../simulator/life-story/story.js'
import { codeWords } from './code-words.js'
import type { Colours } from './colours.js'
import { decided, happened, marksOf, meanings } from './story-words.js'
import { renderTable } from './table.js'
import { count, counted, visible } from './text.js'

const mostRows = 40

interface Wanted {
  /** The events that are told, by their numbers. */
  readonly numbers: readonly number[]
  /** All of them, however many. */
  readonly isWhole: boolean
  /** Says of each question why this one did not show. */
  readonly candidateId: string | null
}

/** A life as a timeline: one line an event, with its time, what happened and what was decided. */
export function renderStory(story: Story, { numbers, isWhole, candidateId }: Wanted, colours: Colours): string {
  const told = numbers.map((n) => story.events[n - 1] as StoryEvent)
  const row = (n: number): string[] => {
    const event = story.events[n - 1] as StoryEvent
    const what = candidateId === null ? decided(event) : verdictOn(story, n, candidateId)
    return [
      marksOf(event),
      event.line === null ? '' : String(event.line),
      formatInstant(event.at),
      happened(event),
      what,
    ]
  }
  const half = mostRows / 2
  const isCut = !isWhole && numbers.length > mostRows
  const rows = isCut
    ? [
        ...numbers.slice(0, half).map(row),
        ['', '', `… ${count(numbers.length - mostRows)} more`, '', ''],
        ...numbers.slice(-half).map(row),
      ]
    : numbers.map(row)
  const columns = [
    { head: '' },
    { head: 'line', align: 'right' },
    { head: 'at' },
    { head: 'what happened' },
    { head: candidateId === null ? 'what was decided' : visible(candidateId) },
  ] as const
  const sections = [heading(story, told), renderTable(columns, rows, colours), legend(told)]
  if (isCut) sections.push('all of them with --all, some with --from and --until, one in full with --line or --at\n')
  return sections.filter((section) => section !== '').join('\n')
}

/** One event in a sentence. */
export function sentence(event: StoryEvent): string {
  const where = event.line === null ? '' : ` (line ${event.line})`
  const what = decided(event)
  return `${visible(happened(event))} at ${formatInstant(event.at)}${where}${what === '' ? '' : `: ${visible(what)}`}`
}

function heading({ profileId }: Story, told: readonly StoryEvent[]): string {
  const [first, last] = [told[0], told.at(-1)]
  const span =
    first === undefined || last === undefined ? '' : `, ${formatInstant(first.at)} to ${formatInstant(last.at)}`
  const loads = told.filter(({ kind }) => kind === 'page').length
  const shows = told.filter(({ kind, decision }) => kind !== 'peek' && decision?.outcome === 'show').length
  const counts = `${counted(told.length, 'event')} (${counted(loads, 'page load')}, ${counted(shows, 'show')})`
  return `the story of ${visible(profileId)}: ${counts}${span}\n`
}

function verdictOn(story: Story, n: number, candidateId: string): string {
  const explanation = story.explainAt(n)
  const found = explanation?.candidates.find(({ id }) => id === candidateId)
  const code = found?.code ?? explanation?.settled.find(({ id }) => id === candidateId)?.code
  if (code === undefined) return ''
  const until = found?.nextAt == null ? '' : `, until ${formatInstant(found.nextAt)}`
  return `${code === codeWords[code] ? code : `${code}: ${codeWords[code]}`}${until}`
}

/** The marks that were made, and what they mean. */
function legend(told: readonly StoryEvent[]): string {
  const made = new Set(told.flatMap((event) => [...marksOf(event)]))
  const used = Object.entries(meanings).filter(([mark]) => made.has(mark))
  return used.length === 0 ? '' : `  ${used.map(([mark, meaning]) => `${mark} ${meaning}`).join('   ')}\n`
}
