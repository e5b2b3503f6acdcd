import type { Document } from './catalog.js'
import { readInstant } from './instant.js'
import { type Line, NaiveWorld, type Told } from './world.js'

export interface Trace {
  readonly document: Document
  readonly behaviour: 'assumed' | 'recorded'
  readonly lines: readonly Line[]
}

const isEdit = ({ type }: Line) => type === 'catalog'
const isOfSendings = ({ type = 'page' }: Line) => type.startsWith('sending')

/** T6, P3: by instant; of one instant edits, sendings, then what profiles do; then by line. */
function inOrder(lines: readonly Line[]): readonly Line[] {
  const rank = (line: Line) => (isEdit(line) ? 0 : isOfSendings(line) ? 1 : 2)
  return [...lines].sort((a, b) => instantOf(a) - instantOf(b) || rank(a) - rank(b))
}

function instantOf({ at }: Line): number {
  const instant = readInstant(at, null)
  if (instant === undefined) throw new Error(`no instant: ${at}`)
  return instant
}

/** P3: a whole trace: what came of each line, in the order in which they were taken, and the world at the end. */
export function naiveReplay({ document, behaviour, lines }: Trace): {
  readonly told: Told[]
  readonly world: NaiveWorld
} {
  const ordered = inOrder(lines)
  const lastAt = new Map<string, number>()
  const names = new NaiveWorld(document, behaviour)
  for (const line of ordered) {
    const profileId = isEdit(line) || isOfSendings(line) ? null : names.whose(line)
    if (profileId !== null) lastAt.set(profileId, instantOf(line))
  }
  const world = new NaiveWorld(document, behaviour, (id) => lastAt.get(id) ?? Number.NEGATIVE_INFINITY)
  const told: Told[] = []
  for (let k = 0; k < ordered.length; ) {
    const at = instantOf(ordered[k] as Line)
    const { broadcasts } = world
    broadcasts.passBefore(at)
    for (; isAt(ordered[k], at) && isEdit(ordered[k] as Line); k++) told.push(world.take(ordered[k] as Line))
    broadcasts.passAt(at)
    for (; isAt(ordered[k], at) && isOfSendings(ordered[k] as Line); k++) told.push(world.take(ordered[k] as Line))
    broadcasts.handOut()
    for (; isAt(ordered[k], at); k++) told.push(world.take(ordered[k] as Line))
  }
  // N6: sendings go on to their end, also behind the last event.
  world.broadcasts.passBefore(Number.POSITIVE_INFINITY)
  return { told, world }
}

const isAt = (line: Line | undefined, at: number) => line !== undefined && instantOf(line) === at
