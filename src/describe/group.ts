import type { FillingShow, GroupFinding } from '../explain/index.js'
import { type Instant, parseWindow } from '../model/index.js'
import { counted } from './count.js'
import { type Evidence, remark } from './evidence.js'
import { listed } from './listed.js'
import { quoted } from './quoted.js'
import { span } from './span.js'
import type { Voice } from './voice.js'

const mostFillers = 10

/** L9: a group as it stands, the shows that fill it, and when it has room again. */
export function groupEvidence(group: GroupFinding, voice: Voice): Evidence {
  const { id, full, shows, roomAt } = group
  const state = `${full ? 'is full' : 'has room'}: ${counts(group)}`
  const more = shows.length - mostFillers
  const remarks = [
    ...shows.slice(0, mostFillers).map((show) => `filled by ${filler(show, voice)}`),
    ...(more > 0 ? [`filled by ${counted(more, 'show')} more`] : []),
    roomAt === null ? 'no room again by waiting' : `room again at ${voice.time(roomAt)}`,
  ]
  return { passes: !full, words: `${voice.name('limit group', id)} ${state}`, parts: full ? remarks.map(remark) : [] }
}

/** A full group in a clause: `hourly is full (1 of 1, filled by nps at …), with room from …`. */
export function groupFull(group: GroupFinding, at: Instant, voice: Voice): string {
  const { id, shows, roomAt } = group
  const by = shows.length === 0 ? '' : `, filled by ${listed(shows.map((show) => filler(show, voice)))}`
  const room =
    roomAt === null ? 'with no room by waiting' : `with room from ${voice.time(roomAt)} (in ${span(roomAt - at)})`
  return `limit group ${voice.name('limit group', id)} is full (${counts(group)}${by}), ${room}`
}

const counts = ({ count, size, window }: GroupFinding): string => `${count} of ${size} ${within(window)}`

/** A window behind what it counts: `in 2 h`, `this week`, `ever` (L5). */
function within(text: string): string {
  const window = parseWindow(text)
  switch (window?.kind) {
    case 'rolling':
      return `in ${span(window.windowMs)}`
    case 'calendar':
      return window.unit === 'day' ? 'today' : `this ${window.unit}`
    case 'session':
      return 'this session'
    case 'lifetime':
      return 'ever'
    case undefined:
      return `in ${quoted(text)}`
  }
}

const filler = ({ experienceId, startedAt }: FillingShow, { time, name }: Voice): string =>
  `${name('experience', experienceId)} at ${time(startedAt)}`
