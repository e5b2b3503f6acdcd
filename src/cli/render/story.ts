import { count, counted } from '../../describe/count.js'
import { reasons } from '../../describe/index.js'
import { type ShownZone, stamp } from '../../describe/time.js'
import { visible } from '../../describe/visible.js'
import type { StoryEvent } from '../../simulator/life-story/event.js'
import { happened } from '../../simulator/life-story/happened.js'
import type { Story } from '../../simulator/life-story/story.js'
import type { Look } from './look.js'
import { decided, marksOf, meanings } from './story-words.js'
import { renderTable } from './table.js'

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
export function renderStory(story: Story, { numbers, isWhole, candidateId }: Wanted, look: Look): string {
  const { zone } = look
  const told = numbers.map((n) => story.events[n - 1] as StoryEvent)
  const row = (n: number): string[] => {
    const event = story.events[n - 1] as StoryEvent
    const what = candidateId === null ? decided(event) : verdictOn(story, n, { candidateId, zone })
    return [
      marksOf(event),
      event.line === null ? '' : String(event.line),
      stamp(event.at, zone),
      happened(event, zone),
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
  const sections = [heading(story, told, zone), renderTable(columns, rows, look.colours), legend(told)]
  if (isCut) sections.push('all of them with --all, some with --from and --until, one in full with --line or --at\n')
  return sections.filter((section) => section !== '').join('\n')
}

/** One event in a sentence. */
export function sentence(event: StoryEvent, { zone }: Pick<Look, 'zone'>): string {
  const where = event.line === null ? '' : ` (line ${event.line})`
  const what = decided(event)
  return `${visible(happened(event, zone))} at ${stamp(event.at, zone)}${where}${what === '' ? '' : `: ${visible(what)}`}`
}

function heading({ profileId }: Story, told: readonly StoryEvent[], zone: ShownZone | undefined): string {
  const [first, last] = [told[0], told.at(-1)]
  const span = first === undefined || last === undefined ? '' : `, ${stamp(first.at, zone)} to ${stamp(last.at, zone)}`
  const loads = told.filter(({ kind }) => kind === 'page').length
  const shows = told.filter(({ kind, decision }) => kind !== 'peek' && decision?.outcome === 'show').length
  const counts = `${counted(told.length, 'event')} (${counted(loads, 'page load')}, ${counted(shows, 'show')})`
  return `the story of ${visible(profileId)}: ${counts}${span}\n`
}

interface Told {
  readonly candidateId: string
  readonly zone: ShownZone | undefined
}

function verdictOn(story: Story, n: number, { candidateId, zone }: Told): string {
  const explanation = story.explainAt(n)
  const found = explanation?.candidates.find(({ id }) => id === candidateId)
  const code = found?.code ?? explanation?.settled.find(({ id }) => id === candidateId)?.code
  if (code === undefined) return ''
  const until = found?.nextAt == null ? '' : `, until ${stamp(found.nextAt, zone)}`
  return `${code === reasons[code].words ? code : `${code}: ${reasons[code].words}`}${until}`
}

/** The marks that were made, and what they mean. */
function legend(told: readonly StoryEvent[]): string {
  const made = new Set(told.flatMap((event) => [...marksOf(event)]))
  const used = Object.entries(meanings).filter(([mark]) => made.has(mark))
  return used.length === 0 ? '' : `  ${used.map(([mark, meaning]) => `${mark} ${meaning}`).join('   ')}\n`
}
