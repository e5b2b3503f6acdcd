import { parseInstant } from '../../authoring/index.js'
import { formatInstant, type Instant } from '../../index.js'
import { type TimeScale, timeScale } from '../state/time-scale.js'
import { element, named, setText } from './element.js'

/** Something that happens at an instant, as a mark on the clock. */
export interface ClockMark {
  readonly at: Instant
  readonly kind: 'shown' | 'held' | 'other' | 'ahead'
}

interface ClockOptions {
  /** @param settles whether the clock stays there, for now */
  readonly onMove: (at: Instant, settles: boolean) => void
  readonly inWords: (at: Instant) => string
}

const steps = 10_000
/** How near to a stop the slider is taken to be on it. */
const reach = 40
/** More marks than there are places for them would only be paint; shows are marked all the same. */
const maxMarks = 150

/** A clock to drag: what happens is a stop on it, and the keys go from one stop to the next. */
export class Clock {
  readonly #slider = named('clock', HTMLInputElement)
  readonly #words = named('clock-words', HTMLElement)
  readonly #exact = named('clock-exact', HTMLInputElement)
  readonly #problem = named('clock-problem', HTMLElement)
  readonly #marks = named('clock-marks', HTMLElement)
  readonly #options: ClockOptions
  #scale: TimeScale = timeScale([])
  #at: Instant = 0

  constructor(options: ClockOptions) {
    this.#options = options
    this.#slider.max = String(steps)
    this.#slider.addEventListener('input', () => this.#move(this.#dragged(), false))
    this.#slider.addEventListener('change', () => this.#move(this.#at, true))
    this.#slider.addEventListener('keydown', (event) => this.#press(event))
    named('clock-back', HTMLButtonElement).addEventListener('click', () =>
      this.#move(this.#scale.step(this.#at, -1), true),
    )
    named('clock-on', HTMLButtonElement).addEventListener('click', () =>
      this.#move(this.#scale.step(this.#at, 1), true),
    )
    this.#exact.addEventListener('change', () => this.#readExact())
  }

  /** What there is to stop at. */
  setMarks(marks: readonly ClockMark[], at: Instant): void {
    this.#scale = timeScale([...marks.map((mark) => mark.at), at])
    const stride = Math.ceil(marks.length / maxMarks)
    const drawn = marks.filter(({ kind }, k) => kind === 'ahead' || kind === 'shown' || k % stride === 0)
    this.#marks.replaceChildren(
      ...drawn.map((mark) => {
        const tick = element('i', { class: mark.kind })
        tick.style.setProperty('left', `${(this.#scale.place(mark.at) * 100).toFixed(2)}%`)
        return tick
      }),
    )
    this.#slider.disabled = marks.length === 0
    this.show(at)
    this.settle()
  }

  show(at: Instant): void {
    this.#at = at
    const value = String(Math.round(this.#scale.place(at) * steps))
    if (this.#slider.value !== value) this.#slider.value = value
    const words = this.#options.inWords(at)
    setText(this.#words, words)
    this.#slider.setAttribute('aria-valuetext', words)
  }

  /** Writes down where it came to rest. */
  settle(): void {
    if (document.activeElement !== this.#exact) this.#exact.value = formatInstant(this.#at)
    this.#problem.hidden = true
  }

  /** The instant under the thumb, or the stop beside it. */
  #dragged(): Instant {
    const place = Number(this.#slider.value)
    const at = this.#scale.instant(place / steps)
    const distance = (stop: Instant): number => Math.abs(this.#scale.place(stop) * steps - place)
    const [before, behind] = [this.#scale.step(at + 1, -1), this.#scale.step(at, 1)]
    const nearest = distance(before) <= distance(behind) ? before : behind
    return distance(nearest) <= Math.min(reach, distance(before === nearest ? behind : before) / 2) ? nearest : at
  }

  #press(event: KeyboardEvent): void {
    const by = strides[event.key]
    if (by === undefined) return
    event.preventDefault()
    this.#move(this.#scale.step(this.#at, event.shiftKey ? by * 10 : by), true)
  }

  #move(at: Instant, settles: boolean): void {
    this.#at = at
    this.#options.onMove(at, settles)
  }

  #readExact(): void {
    const read = parseInstant(this.#exact.value.trim(), this.#at)
    this.#problem.hidden = read.ok
    if (read.ok) this.#move(read.value, true)
    else setText(this.#problem, read.help === undefined ? read.message : `${read.message} (${read.help})`)
  }
}

const strides: Readonly<Record<string, number>> = {
  ArrowLeft: -1,
  ArrowDown: -1,
  ArrowRight: 1,
  ArrowUp: 1,
  PageDown: -10,
  PageUp: 10,
  Home: Number.NEGATIVE_INFINITY,
  End: Number.POSITIVE_INFINITY,
}
