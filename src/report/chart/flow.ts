import { area, curveBumpX } from 'd3-shape'
import { count } from '../../describe/count.js'
import { tableId } from '../figure/figure.js'
import { type Colour, css } from '../figure/legend.js'
import { type Html, html, type Part } from '../page/html.js'
import { rounded } from './value-axis.js'

/** So many went from one place to another. */
export interface Stream {
  readonly from: string
  readonly to: string
  readonly times: number
}

export interface Place {
  readonly name: string
  readonly words: Part
  readonly colour: Colour
}

export interface Flow {
  /** The most first: the row of the same number in the section's table tells of it. */
  readonly streams: readonly Stream[]
  readonly places: readonly Place[]
  readonly heads: readonly [before: string, after: string]
}

// In CSS pixels: the picture is as high as it needs to be, and as wide as there is place.
const mostHigh = 300
const slotHigh = 58
const nodeWide = 14
const width = 1_000

/** From which place to which: each stream as broad as it is frequent, from the left to the right. */
export function flow(sectionId: string, what: string, { streams, places, heads }: Flow): Html {
  const total = streams.reduce((sum, { times }) => sum + times, 0)
  const scale = mostHigh / Math.max(1, total)
  const left = column(places, scale, (name) => streams.filter(({ from }) => from === name))
  const right = column(places, scale, (name) => streams.filter(({ to }) => to === name))
  const high = Math.max(left.high, right.high)
  const place = (name: string): number => places.findIndex((one) => one.name === name)
  const starts = offsets(left.nodes, scale, high - left.high, (a, b) => place(a.to) - place(b.to))
  const ends = offsets(right.nodes, scale, high - right.high, (a, b) => place(a.from) - place(b.from))
  const ribbon = area<readonly [x: number, y: number]>()
    .x(([x]) => x)
    .y0(([, y]) => y)
    .curve(curveBumpX)
  const paths = streams.map((stream, k) => {
    const [y0, y1] = [starts.get(stream) ?? 0, ends.get(stream) ?? 0]
    const thick = stream.times * scale
    const points = [[0, y0] as const, [width, y1] as const]
    const d = ribbon.y1(([, y]) => y + Math.max(1, thick))(points) ?? ''
    const { colour } = places.find(({ name }) => name === stream.to) as Place
    return html`<path data-row="${k}" style="fill:${css(colour)}" d="${shortened(d)}"/>`
  })
  return html`<div class="flow" role="group" aria-label="${what}: arrow keys go from stream to stream" data-table="${tableId(sectionId)}"><p class="what">${heads[0]}</p><p class="what">${heads[1]}</p>
${labels(left.nodes, high - left.high, 'from')}<svg style="height:${rounded(high)}px" viewBox="0 0 ${width} ${rounded(high)}" preserveAspectRatio="none">${paths}</svg>${labels(right.nodes, high - right.high, 'to')}</div>`
}

interface Node {
  readonly place: Place
  readonly streams: readonly Stream[]
  readonly times: number
  /** Where its slot begins; its bar stands in the middle of it. */
  readonly top: number
  readonly slot: number
  readonly bar: number
}

/** The places of one side below each other, each with place for its name. */
function column(places: readonly Place[], scale: number, streamsOf: (name: string) => readonly Stream[]) {
  let high = 0
  const nodes = places.flatMap((place): readonly Node[] => {
    const streams = streamsOf(place.name)
    if (streams.length === 0) return []
    const times = streams.reduce((sum, one) => sum + one.times, 0)
    const bar = Math.max(2, times * scale)
    const slot = Math.max(slotHigh, bar + 12)
    const node = { place, streams, times, top: high, slot, bar }
    high += slot
    return [node]
  })
  return { nodes, high }
}

/** Where each stream begins on its side: in the order of the other side, so that fewer of them cross. */
function offsets(
  nodes: readonly Node[],
  scale: number,
  free: number,
  order: (a: Stream, b: Stream) => number,
): ReadonlyMap<Stream, number> {
  const found = new Map<Stream, number>()
  for (const { streams, top, slot, bar } of nodes) {
    let y = free / 2 + top + (slot - bar) / 2
    for (const stream of [...streams].sort(order)) {
      found.set(stream, y)
      y += stream.times * scale
    }
  }
  return found
}

const labels = (nodes: readonly Node[], free: number, side: 'from' | 'to'): Html =>
  html`<div class="places ${side}">${nodes.map(
    ({ place, times, top, slot, bar }) =>
      html`<div style="top:${rounded(free / 2 + top)}px;height:${rounded(slot)}px"><span>${place.words} <small>${count(times)}</small></span><i style="width:${nodeWide}px;height:${rounded(bar)}px;background:${css(place.colour)}"></i></div>`,
  )}</div>`

const shortened = (d: string): string =>
  d.replace(/\d+\.\d+/g, (number) => String(Math.round(Number(number) * 10) / 10))
