import { count, counted } from '../../describe/count.js'
import { stamp } from '../../describe/time.js'
import type { SendingSummary, SendingsSummary } from '../../simulator/index.js'
import type { Colours } from './colours.js'
import { renderTable } from './table.js'

/** Deliveries that were dispatches of sendings. */
export const deliveredBySendings = ({ list }: SendingsSummary): number =>
  list.reduce((sum, { deliveries }) => sum + deliveries.created, 0)

/** What became of sendings: one row each. */
export function sendings({ list, refused }: SendingsSummary, colours: Colours): string {
  const refusals = Object.entries(refused)
    .map(([status, times]) => `${counted(times, 'call')} of sendings refused with ${status}\n`)
    .join('')
  const columns = [
    { head: 'sending' },
    { head: 'status' },
    { head: 'at' },
    { head: 'members', align: 'right' },
    { head: 'out of reach', align: 'right' },
    { head: 'dispatches', align: 'right' },
    { head: 'went out', align: 'right' },
    { head: 'deliveries made', align: 'right' },
    { head: 'refused', align: 'right' },
  ] as const
  return renderTable(columns, list.map(row), colours) + refusals
}

const row = (sending: SendingSummary): string[] => [
  sending.id,
  sending.status,
  sending.scheduledAt === null ? '' : stamp(sending.scheduledAt, undefined),
  ...[
    sending.members,
    sending.unreachable,
    total(sending.dispatches),
    total(sending.dispatched),
    sending.deliveries.created,
    total(sending.deliveries.refused),
  ].map((number) => count(number)),
]

const total = (counts: Readonly<Record<string, number>>): number =>
  Object.values(counts).reduce((sum, number) => sum + number, 0)
