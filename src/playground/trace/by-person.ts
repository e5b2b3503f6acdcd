import type { TraceEvent } from '../../authoring/index.js'
import type { TraceLine } from './line-reader.js'

export interface People {
  /** Each person's lines in order (T6); people in the order in which the text names them. */
  readonly byId: ReadonlyMap<string, readonly TraceLine[]>
  /** Calls that name nobody of whom anything was heard before (D2). */
  readonly nobodys: readonly TraceLine[]
}

/** Whose each line is: its own profile's, or that of whoever set the `uid` or `email` that it names last (D2). */
export function byPerson(inOrder: readonly TraceLine[], asWritten: readonly TraceLine[]): People {
  const byId = new Map<string, TraceLine[]>()
  for (const { event } of asWritten) if (event.profileId !== null) byId.set(event.profileId, [])
  const nobodys: TraceLine[] = []
  const owners = new Map<string, string>()
  for (const line of inOrder) {
    const { event } = line
    const id = event.profileId ?? owners.get(nameIn(event))
    if (id === undefined) {
      if (isCall(event)) nobodys.push(line)
      continue
    }
    byId.get(id)?.push(line)
    if (event.profileId !== null) remember(event, event.profileId, owners)
  }
  return { byId, nobodys }
}

/** T6: by instant, then by line. */
export const inOrder = (lines: readonly TraceLine[]): readonly TraceLine[] =>
  [...lines].sort((a, b) => a.event.at - b.event.at || a.line - b.line)

function remember(event: TraceEvent, id: string, owners: Map<string, string>): void {
  if (event.type === 'deliver' && event.id !== null) owners.set(`delivery ${event.id}`, id)
  if (event.type !== 'identify') return
  if (typeof event.uid === 'string') owners.set(`uid ${event.uid}`, id)
  if (typeof event.email === 'string') owners.set(`email ${event.email}`, id)
}

/** What a call names its profile by: the first that is given counts (D2). */
function nameIn(event: TraceEvent): string {
  if (event.type === 'deliver.update' || event.type === 'deliver.remove') return `delivery ${event.id}`
  if (event.type !== 'deliver') return ''
  const { uid, email } = event.params
  return isName(uid) ? `uid ${uid}` : isName(email) ? `email ${email}` : ''
}

const isName = (value: unknown): boolean => typeof value === 'string' || typeof value === 'number'

const isCall = (event: TraceEvent): boolean =>
  event.type === 'deliver' || event.type === 'deliver.update' || event.type === 'deliver.remove'
