import { counted } from '../../describe/count.js'
import type { TraceReport } from '../../simulator/index.js'
import type { Colours } from './colours.js'

interface Answered {
  readonly isPartial: boolean
  readonly trace: TraceReport
}

/** Says that an answer is not the whole one, where it is not. */
export const renderPartial = ({ isPartial, trace }: Answered, { yellow }: Colours): string =>
  isPartial
    ? `${yellow('partial')}: interrupted after ${counted(trace.lines, 'line')}; this is the answer until then\n`
    : ''
