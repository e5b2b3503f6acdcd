import type { TraceEvent } from '../../authoring/trace-event.js'
import { decisionLine } from '../decision-writer.js'
import type { Life } from '../life.js'
import { observeBoth } from '../observer.js'
import type { PartitionSetup } from '../partition.js'
import { Replay } from '../replay.js'
import { Tally } from '../tally.js'
import { createTimeline, type Timeline } from '../timeline.js'
import type { ProfileTaker } from './profile-stream.js'

/** As for a partition; the metrics of workers hold nothing of single users. */
export type WorkerReplaySetup = Omit<PartitionSetup, 'wantsUsers'>

/**
 * Replays one profile after another: its decisions, then a line `{"metrics": …}` of it alone. What is over is
 * forgotten, and what is said of a profile does not depend on who came before (P3).
 */
export class WorkerReplay implements ProfileTaker {
  readonly #setup: WorkerReplaySetup
  readonly #write: (line: string) => void
  readonly #timeline: Timeline
  #turn: Turn | null = null

  constructor(setup: WorkerReplaySetup, write: (line: string) => void) {
    this.#setup = setup
    this.#write = write
    this.#timeline = createTimeline(setup.catalog, setup.edits)
  }

  begin(profileId: string): void {
    const { options, decisions } = this.#setup
    const tally = new Tally(this.#timeline.last)
    const observer =
      decisions === null
        ? tally
        : observeBoth(tally, {
            asked: (question) => {
              const line = decisionLine(question, decisions)
              if (line !== null) this.#write(`${JSON.stringify(line)}\n`)
            },
          })
    const replay = new Replay(this.#timeline, options, observer)
    this.#turn = { tally, replay, life: replay.life(profileId) }
  }

  take(event: TraceEvent, line: number): void {
    const { replay, life } = this.#turn as Turn
    replay.take(event, life, line)
  }

  endProfile(): void {
    const { tally, replay } = this.#turn as Turn
    replay.end()
    const metrics = tally.finish(replay.population)
    this.#write(`${JSON.stringify({ metrics })}\n`)
    this.#turn = null
  }

  end(): void {} // every profile was told of already
}

interface Turn {
  readonly tally: Tally
  readonly replay: Replay
  readonly life: Life
}
