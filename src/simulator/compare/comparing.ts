import type { TraceEvent } from '../../authoring/trace-event.js'
import type { Decision, Profile } from '../../model/index.js'
import type { Batch } from '../batch.js'
import type { BatchFeed } from '../batches.js'
import type { Life } from '../life.js'
import type { Question, Replay } from '../replay.js'
import { type Answer, answerOf, type ChangeClass, changeBetween, noAnswer, type Pair } from './answer.js'
import type { Comparison } from './comparison.js'
import type { SnapshotSide } from './example.js'
import { FiredPairs } from './fired-pairs.js'
import { mostInAWeek } from './most-in-a-week.js'
import { NearCodes, ReasonCounts } from './near-codes.js'
import { SideBySide, type SideBySideObserver, type SideBySideSetup } from './side-by-side.js'
import { Slots } from './slots.js'
import { Snapshots } from './snapshots.js'
import { sumUp } from './sum-up.js'
import { Note, PairTally } from './tally.js'
import { isUndecided, namesTrait } from './undecided.js'

/**
 * Two catalogs over the same events, pairing their answers as they come. What it keeps is bounded by the profiles that
 * were shown something, not by events.
 */
export class Comparing implements BatchFeed, SideBySideObserver {
  readonly sides: SideBySide
  readonly #slots = new Slots()
  readonly #tally = new PairTally(this.#slots)
  readonly #reasons = new ReasonCounts()
  readonly #near = [new NearCodes(this.#slots), new NearCodes(this.#slots)] as const
  /** By number. */
  readonly #notes: (Note | undefined)[] = []
  readonly #snapshots = new Snapshots(
    (profile) => this.#notes[profile]?.changes ?? 0,
    (profile) => this.sides.ids[profile] as string,
  )
  readonly #fired = new FiredPairs()
  readonly #onPair: ((pair: Pair, place: number) => void) | undefined
  /** The first lane's answer to the page load under way, and its profile as it stood when it was asked. */
  #decision: Decision | null = null
  #asked: Profile | null = null
  /** Of this batch, and the place of each one's event in it. */
  #pairs: { readonly place: number; readonly pair: Pair }[] = []

  /**
   * @param onPair hears of every pair that is not `unchanged`, in the order of the trace, and of the place of its event
   *   in the batch
   */
  constructor(setup: SideBySideSetup, onPair?: (pair: Pair, place: number) => void) {
    this.sides = new SideBySide(setup, this)
    this.#onPair = onPair
  }

  begin(id: string): void {
    this.sides.begin(id)
  }

  take(batch: Batch): void {
    this.sides.take(batch)
    if (this.#pairs.length === 0) return
    const pairs = this.#pairs.sort((a, b) => a.place - b.place) // stable: what one event led to stays in its order
    this.#pairs = []
    for (const { pair, place } of pairs) this.#onPair?.(pair, place)
  }

  end(): void {
    this.sides.end()
  }

  asked(lane: number, question: Question, profile: number): void {
    const { kind, subject, decision } = question
    if (kind === 'peek') return
    if (kind !== 'page') {
      this.#fired.add(lane, question)
    } else if (lane === 0) {
      this.#near[0].take(question)
      this.#decision = decision
      // What is decided will be recorded before the other lane is asked; without events nothing will.
      this.#asked = decision.events.length === 0 ? subject.profile : { ...subject.profile }
    } else {
      if (!this.#fired.isEmpty) this.#pairFired(profile) // timers that were due come before the page load
      this.#near[1].take(question)
      this.#pairPage(question, profile)
    }
  }

  taken(profile: number, event: TraceEvent | null): void {
    if (!this.#fired.isEmpty) this.#pairFired(profile)
    if (event?.type !== 'identify' || event.traits === undefined) return
    for (const [name, value] of Object.entries(event.traits)) {
      if ((value ?? null) !== null) continue
      const note = this.#note(profile)
      note.named ??= new Set()
      note.named.add(name)
    }
  }

  result(): Comparison {
    return sumUp({
      profiles: this.sides.ids,
      notes: this.#notes,
      mostInAWeek: mostInAWeek(this.sides),
      tally: this.#tally,
      reasons: this.#reasons,
      snapshots: this.#snapshots,
      slots: this.#slots,
    })
  }

  #pairPage({ line, subject, moment, decision }: Question, profile: number): void {
    this.#reasons.add(this.#near[0], this.#near[1])
    const [before, after] = [answerOf(this.#decision as Decision), answerOf(decision)]
    if (before === noAnswer && after === noAnswer) {
      this.#tally.addNothing(moment.now)
      return
    }
    const sides = [
      { engine: this.#lifeOf(0, profile).subject.engine, profile: this.#asked as Profile },
      { engine: subject.engine, profile: subject.profile },
    ] as const
    const { now: at, href } = moment
    const change = this.#count(profile, { on: 'page', line, at, href }, sides, [before, after])
    if (change === 'unchanged') return
    const note = this.#note(profile)
    note.changes += 1
    if (note.changes > 1) return
    note.firstLine = line
    const owned = { ...sides[1], profile: { ...subject.profile } }
    this.#snapshots.add(profile, {
      line,
      at,
      href,
      before: { ...sides[0], profile: { ...sides[0].profile } },
      after: owned,
    })
  }

  #pairFired(profile: number): void {
    // The event may have brought traits that came after its timers: those of the other side are the ones of then.
    const standing = (lane: number, fired: SnapshotSide | undefined): SnapshotSide => {
      const { subject, draft } = this.#lifeOf(lane, profile)
      return { engine: subject.engine, profile: { ...draft, traits: fired?.profile.traits ?? draft.traits } }
    }
    for (const { before, after, ...question } of this.#fired.take()) {
      const sides = [before?.side ?? standing(0, after?.side), after?.side ?? standing(1, before?.side)] as const
      this.#count(profile, question, sides, [before?.answer ?? noAnswer, after?.answer ?? noAnswer])
    }
  }

  #count(
    profile: number,
    question: Pick<Pair, 'on' | 'line' | 'at' | 'href'>,
    [sideBefore, sideAfter]: readonly [SnapshotSide, SnapshotSide],
    [before, after]: readonly [Answer, Answer],
  ): ChangeClass {
    const note = this.#note(profile)
    let change: ChangeClass = changeBetween(before, after)
    if (change !== 'unchanged') {
      const isNamed = namesTrait(sideAfter.profile.traits, note.named)
      const answered = [
        { ...sideBefore, answer: before },
        { ...sideAfter, answer: after },
      ] as const
      if (isUndecided(answered[0], answered[1], question.at, isNamed)) change = 'unknown'
    }
    this.#tally.add({ isPage: question.on === 'page', at: question.at }, change, before, after)
    this.#tally.see(note.before, before)
    this.#tally.see(note.after, after)
    if (change !== 'unchanged') this.#tell(profile, question, change, [before, after])
    return change
  }

  #tell(
    profile: number,
    question: Pick<Pair, 'on' | 'line' | 'at' | 'href'>,
    change: ChangeClass,
    [before, after]: readonly [Answer, Answer],
  ): void {
    if (this.#onPair === undefined) return
    const isPage = question.on === 'page'
    const reasons = (lane: 0 | 1) => (isPage ? this.#near[lane].list() : [])
    const pair: Pair = {
      ...question,
      profileId: this.sides.ids[profile] as string,
      change,
      before: { ...before, reasons: reasons(0) },
      after: { ...after, reasons: reasons(1) },
    }
    this.#pairs.push({ place: this.sides.place, pair })
  }

  #note(profile: number): Note {
    let note = this.#notes[profile]
    if (note === undefined) {
      note = new Note()
      this.#notes[profile] = note
    }
    return note
  }

  #lifeOf(lane: number, profile: number): Life {
    return (this.sides.replays[lane] as Replay).population.at(profile)
  }
}
