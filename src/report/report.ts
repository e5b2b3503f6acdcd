import { comparisonPage } from './comparison/comparison.js'
import type { ReportedResult } from './result.js'
import { simulationPage } from './simulation/simulation.js'
import { storyPage } from './story/story.js'
import { sweepPage } from './sweep/sweep.js'

/**
 * The answer of a command as one HTML file that needs nothing else: pictures, the tables behind them, and first of all
 * how far to trust it. It opens from a disk, asks for nothing, and lets no text of the data become markup.
 *
 * Law: the same result gives the same bytes (T1).
 *
 * @example
 * ```ts
 * import { emptyComparison, writeComparison } from 'oncue/simulator'
 * import { report } from 'oncue/report'
 *
 * const trace = { lines: 0, events: 0, duplicates: 0, moved: 0, unreadable: 0, passedOver: 0, problems: [] }
 * const nothing = { comparison: emptyComparison, trace, refusedEdits: { before: 0, after: 0 }, isPartial: false }
 * const page = report({ kind: 'comparison', result: writeComparison(nothing) })
 * page.includes('The trace is empty: nothing was replayed.') // true
 * ```
 */
export function report(reported: ReportedResult): string {
  switch (reported.kind) {
    case 'simulation':
      return simulationPage(reported.result)
    case 'comparison':
      return comparisonPage(reported.result)
    case 'sweep':
      return sweepPage(reported.result)
    case 'story':
      return storyPage(reported.result)
  }
}
