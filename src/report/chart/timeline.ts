import { scaleUtc } from 'd3-scale'
import { tableId } from '../figure/figure.js'
import { type Colour, css } from '../figure/legend.js'
import { type Html, html, type Part } from '../page/html.js'
import { dayText, roundInstants, type Tick } from './time-axis.js'
import { percent, rounded } from './value-axis.js'

/** Marks in time, those of one time on top of each other. */
export interface MarkLane {
  readonly name: Part
  readonly marks: readonly {
    readonly at: number
    readonly colour: Colour
    readonly row: number
    readonly isStrong?: boolean
    readonly isHollow?: boolean
  }[]
}

/** Stretches of time. */
export interface BandLane {
  readonly name: Part
  readonly bands: readonly { readonly from: number; readonly until: number; readonly row: number }[]
  readonly colour: Colour
  /** What stands there where it is one stretch without an end. */
  readonly always?: Part
}

export interface Timeline {
  readonly from: number
  readonly until: number
  readonly marks: readonly MarkLane[]
  readonly bands: readonly BandLane[]
  /** The section whose table tells of the bands. */
  readonly bandsId: string
}

/** As many columns as there is place for on a narrow page: a mark stands in the middle of its own. */
const columns = 84
const markHigh = 9
const highest = 260

/** What happened over time, mark by mark, and what lasted, band by band, over one axis. */
export function timeline(sectionId: string, what: string, { from, until, marks, bands, bandsId }: Timeline): Html {
  const span = Math.max(1, until - from)
  const place = (at: number): number => Math.min(1, Math.max(0, (at - from) / span))
  return html`<div class="time">
<div role="group" aria-label="${what}: arrow keys go from one to the next" data-table="${tableId(sectionId)}">${marks.map((lane) => markLane(lane, place))}</div>
<div role="group" aria-label="When limits were full: arrow keys go from one to the next" data-table="${tableId(bandsId)}">${bands.map((lane) => bandLane(lane, place))}</div>
${[
  ['few', 3],
  ['many', 8],
].map(
  ([name, most]) =>
    html`<div class="times ${name as string}">${ticksOf(from, until, most as number).map(({ place, label }) => html`<span style="left:${percent(place)}">${label}</span>`)}</div>`,
)}</div>`
}

function markLane({ name, marks }: MarkLane, place: (at: number) => number): Html {
  const stacked = new Map<number, number>()
  const placed = marks.map((mark) => {
    const column = Math.min(columns - 1, Math.floor(place(mark.at) * columns))
    const level = stacked.get(column) ?? 0
    stacked.set(column, level + 1)
    return { mark, column, level }
  })
  const levels = [...stacked.values()].reduce((most, count) => Math.max(most, count), 1)
  const each = Math.min(markHigh, highest / levels)
  const gap = each > 4 ? 2 : 0.5
  return html`<p class="what">${name}</p><div class="lane" style="height:${rounded(levels * each + 4)}px">${placed.map(
    ({ mark: { colour, row, isStrong = false, isHollow = false }, column, level }) =>
      html`<b data-row="${row}"${(isStrong || isHollow) && html` class="${isStrong ? 'strong' : 'hollow'}"`} style="left:${percent(column / columns)};bottom:${rounded(level * each)}px;height:${rounded(each - gap)}px;background:${css(colour)}"></b>`,
  )}</div>`
}

const bandLane = ({ name, bands, colour, always = null }: BandLane, place: (at: number) => number): Html =>
  html`<p class="what">${name}</p><div class="lane band">${always !== null && html`<em>${always}</em>`}${bands.map(
    ({ from, until, row }) =>
      html`<b data-row="${row}" style="left:${percent(place(from))};width:${percent(place(until) - place(from))};background:${css(colour)}"></b>`,
  )}</div>`

/** Instants that are round in UTC. */
function ticksOf(from: number, until: number, most: number): readonly Tick[] {
  if (until <= from) return [{ place: 0, label: `${dayText(from)} ${clock(from)}` }]
  const scale = scaleUtc([from, until], [0, 1])
  const ticks = roundInstants(from, until, most)
  const isDays = ticks.every((at) => at % 86_400_000 === 0)
  return ticks.map((at, k) => {
    const day = dayText(at).split(' ')
    const isFirst = k === 0 || dayText(ticks[k - 1] as number) !== dayText(at)
    const label = isDays ? day.slice(0, 2).join(' ') : isFirst ? `${day.slice(0, 2).join(' ')} ${clock(at)}` : clock(at)
    return { place: scale(at), label }
  })
}

const clock = (at: number): string => new Date(at).toISOString().slice(11, 16)
