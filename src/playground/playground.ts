import { json } from '@codemirror/lang-json'
import { yaml } from '@codemirror/lang-yaml'
import { explain, type ShownZone, showInstant } from '../explain.js'
import type { Instant } from '../index.js'
import { completeCatalog } from './catalog/complete-catalog.js'
import { clockMarks } from './clock-marks.js'
import { Documents, oldness, type Reading, refusedCalls } from './documents.js'
import { examples } from './examples/examples.js'
import { saveScenario } from './scenario/save-scenario.js'
import { shownZone, usualZones } from './shown-zone.js'
import { readFragment, writeFragment } from './state/fragment.js'
import type { PlaygroundState } from './state/playground-state.js'
import { type Question, questionAt } from './trace/question.js'
import { AnswerView } from './view/answer-view.js'
import { Choices } from './view/choices.js'
import { Clock } from './view/clock.js'
import { named } from './view/element.js'
import { EventForm } from './view/event-form.js'
import { Later, NextFrame } from './view/later.js'
import { showProblems } from './view/problem-list.js'
import { TextEditor } from './view/text-editor.js'
import { Toolbar } from './view/toolbar.js'
import { Wonder } from './wonder.js'

const languages = { json: json(), yaml: yaml() }

/** How many candidates a frame judges, or puts into words, so that none takes longer than four explanations. */
const [judgedInAFrame, toldInAFrame] = [4, 3]

/**
 * The page: two texts, a clock, and the answer to all three. What is typed is read when the keys rest for a moment, what
 * is dragged is answered with the next frame, and what would have made things show is worked out when there is time.
 */
export class Playground {
  readonly #typed = new Later(() => this.#read(), { afterMs: 40 })
  readonly #rest = new Later(() => this.#settle(), { afterMs: 150 })
  readonly #frame = new NextFrame(() => this.#draw())
  readonly #documents = new Documents()
  readonly #wonder = new Wonder()
  readonly #catalog = new TextEditor(named('catalog', HTMLElement), {
    label: 'Catalog',
    language: (text) => (text.trimStart().startsWith('{') ? languages.json : languages.yaml),
    complete: completeCatalog,
    onChange: () => this.#typed.call(),
  })
  readonly #events = new TextEditor(named('events', HTMLElement), {
    label: 'Events',
    language: () => languages.json,
    onChange: () => this.#typed.call(),
  })
  readonly #clock = new Clock({
    onMove: (at) => this.#moveTo(at),
    inWords: (at) => showInstant(at, this.#zone),
  })
  readonly #answers = new AnswerView({ onToggle: (id, open) => this.#toggle(id, open), goTo: (at) => this.#goTo(at) })
  readonly #choices = new Choices({ zones: usualZones, onChange: () => this.#read() })
  readonly #form = new EventForm({
    now: () => ({ at: this.#at ?? 0, profileId: this.#choices.now.profileId }),
    add: (line, at) => this.#addEvent(line, at),
  })
  readonly #toolbar = new Toolbar({
    examples,
    onExample: (name) => this.#startFrom(name),
    onShare: () => void this.#share(),
    onExport: () => this.#export(),
  })
  #reading: Reading | null = null
  #question: Question | null = null
  #at: Instant | null = null
  #open: readonly string[] = []
  #zone: ShownZone | undefined
  #hasTold = false

  /** Begins with what the link holds. */
  async start(): Promise<void> {
    window.addEventListener('hashchange', () => void this.#follow())
    await this.#follow()
  }

  async #follow(): Promise<void> {
    const read = await readFragment(location.hash.slice(1))
    if (read.ok && read.state !== null) {
      this.#load(read.state)
      this.#toolbar.say('')
      return
    }
    this.#startFrom(examples[0].name)
    if (!read.ok) this.#toolbar.say(`${read.message} Here is the first example instead`, 'problem')
  }

  #startFrom(name: string): void {
    const example = examples.find((one) => one.name === name)
    if (example === undefined) return
    this.#load(example.state)
    this.#toolbar.say(example.claim)
  }

  #load({ catalog, events, profileId, at, zone, behaviour, open }: PlaygroundState): void {
    this.#catalog.text = catalog
    this.#events.text = events
    this.#choices.now = { zone, behaviour }
    this.#at = at
    this.#open = open
    this.#answers.open = open
    this.#read(profileId)
  }

  /** Everything from the texts on. */
  #read(profileId = this.#choices.now.profileId): void {
    const { zone, behaviour } = this.#choices.now
    const shown = shownZone(zone)
    this.#zone = shown.zone
    this.#choices.zoneProblem = shown.problem
    const reading = this.#documents.read(this.#catalog.text, this.#events.text, behaviour)
    this.#reading = reading
    const { world, catalogMarks, eventMarks } = reading
    this.#choices.setPeople(world?.ids ?? [], profileId)
    const person = this.#choices.now.profileId
    const calls = world === null || person === null ? [] : refusedCalls(world, person)
    for (const [editor, list, marks] of [
      [this.#catalog, 'catalog-problems', catalogMarks],
      [this.#events, 'events-problems', [...eventMarks, ...calls]],
    ] as const) {
      editor.show(marks)
      showProblems(named(list, HTMLElement), marks, (line, column) => editor.goTo(line, column))
    }
    this.#answers.old = oldness(reading)
    if (world !== null && person !== null) {
      const story = world.story(person)
      this.#at ??= story.steps.findLast(({ line }) => line !== null)?.at ?? 0
      this.#clock.setMarks(clockMarks(world, story), this.#at)
    } else this.#clock.setMarks([], this.#at ?? 0)
    this.#answer()
    this.#answers.judge(Number.POSITIVE_INFINITY)
    this.#answers.tell(Number.POSITIVE_INFINITY)
  }

  /**
   * One frame has one thing to do: the answer to where the clock stands, the verdict on each candidate, or some of the
   * words. While the clock is dragged they take turns.
   */
  #draw(): void {
    const isMoved = (): boolean => this.#question?.at !== this.#at
    this.#answers.isMoving = true
    if (this.#answers.isUnjudged) this.#answers.judge(judgedInAFrame)
    else if (this.#answers.isWaiting && !(isMoved() && this.#hasTold)) {
      this.#answers.tell(toldInAFrame)
      this.#hasTold = true
    } else if (isMoved()) {
      this.#answer()
      this.#hasTold = false
    }
    if (this.#answers.isUnjudged || this.#answers.isWaiting || (this.#question !== null && isMoved()))
      this.#frame.call()
  }

  /** What shows where the clock stands, and why. */
  #answer(): void {
    this.#wonder.stop()
    this.#question = this.#ask()
    if (this.#at !== null) this.#clock.show(this.#at)
    if (this.#question !== null) {
      const { engine, profile, page, at } = this.#question
      this.#answers.show(this.#question, explain(engine, profile, page, at), this.#options)
    }
    this.#rest.call()
  }

  #ask(): Question | null {
    const world = this.#reading?.world ?? null
    const { profileId } = this.#choices.now
    if (world === null || profileId === null || this.#at === null) {
      this.#answers.showNothing(world === null ? 'no_catalog' : 'nobody')
      return null
    }
    const question = questionAt(world.story(profileId), world.engines, this.#at)
    if (question === null) this.#answers.showNothing('no_page')
    return question
  }

  get #options() {
    return { zone: this.#zone }
  }

  /** Once the clock stands still and nobody types: X4, and the link. */
  #settle(): void {
    this.#clock.settle()
    this.#answers.isMoving = false
    this.#form.refresh()
    void this.#save()
    const question = this.#question
    if (question === null) return
    const ids = this.#answers.wonderAbout()
    this.#wonder.start(question, ids, (found) => this.#answers.showWays(found, this.#options))
  }

  #moveTo(at: Instant): void {
    this.#at = at
    this.#frame.call()
  }

  #goTo(at: Instant): void {
    this.#at = at
    this.#read()
    named('clock', HTMLElement).focus()
  }

  #toggle(id: string, open: boolean): void {
    if (open === this.#open.includes(id)) return
    this.#open = open ? [...this.#open, id] : this.#open.filter((one) => one !== id)
    this.#rest.call()
  }

  /** Behind the last line that is not later. */
  #addEvent(line: string, at: Instant): void {
    const lines = this.#reading?.world?.lines ?? []
    this.#events.insertLine(lines.findLast(({ event }) => event.at <= at)?.line ?? 0, line)
    this.#goTo(at)
  }

  get #state(): PlaygroundState {
    const { zone, behaviour, profileId } = this.#choices.now
    const [catalog, events] = [this.#catalog.text, this.#events.text]
    return { catalog, events, profileId, at: this.#at, zone, behaviour, open: this.#open }
  }

  /** @returns whether the link holds everything */
  async #save(): Promise<boolean> {
    const fragment = await writeFragment(this.#state)
    if (fragment !== null) history.replaceState(null, '', `#${fragment}`)
    else this.#toolbar.say('this is too much for a link: the address does not hold what was typed last', 'problem')
    return fragment !== null
  }

  async #share(): Promise<void> {
    if (!(await this.#save())) return
    try {
      await navigator.clipboard.writeText(location.href)
      this.#toolbar.say('The link is copied. Whoever opens it sees this page as it is now')
    } catch {
      this.#toolbar.say('The link is in the address bar: copy it from there')
    }
  }

  #export(): void {
    const { text: catalogText } = this.#catalog
    const { words, tone } = saveScenario(this.#reading, { catalogText, behaviour: this.#choices.now.behaviour })
    this.#toolbar.say(words, tone)
  }
}
