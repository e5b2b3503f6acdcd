import type { PlaygroundState } from '../state/playground-state.js'
import browserEvents from './browser-sdk.jsonl'
import browserCatalog from './browser-sdk.yaml'
import serverEvents from './server.jsonl'
import serverCatalog from './server.yaml'
import troubleshootEvents from './troubleshoot.jsonl'
import troubleshootCatalog from './troubleshoot.yaml'
import whatIfEvents from './what-if.jsonl'
import whatIfCatalog from './what-if.yaml'

/** Something to start from. */
export interface Example {
  readonly name: string
  readonly title: string
  /** What is to be seen, and what to try. */
  readonly claim: string
  readonly state: PlaygroundState
}

const start = { zone: 'UTC', behaviour: 'assumed', open: [] } as const

/** One for each of the programs in `examples/`. */
export const examples: readonly [Example, ...Example[]] = [
  {
    name: 'troubleshoot',
    title: 'Troubleshooting: why did Tuesday’s delivery not fire?',
    claim:
      'Tuesday’s delivery never showed: when u7 came back to the billing page on Thursday, the plan was no longer a trial. Drag the clock back to see what it waited for',
    state: {
      ...start,
      catalog: troubleshootCatalog,
      events: troubleshootEvents,
      profileId: 'u7',
      at: Date.UTC(2029, 2, 15, 10),
      open: ['tuesday'],
    },
  },
  {
    name: 'server',
    title: 'In a server: what shows on each page load',
    claim:
      'Two people on the same page: u1 is an admin and is asked, u2 is shown the tour. Choose the other person, or change a trait',
    state: {
      ...start,
      catalog: serverCatalog,
      events: serverEvents,
      profileId: 'u1',
      at: Date.UTC(2029, 1, 3, 10, 30),
      open: ['welcome_tour'],
    },
  },
  {
    name: 'browser-sdk',
    title: 'In a browser: triggers, timers and snoozes',
    claim:
      'The tip waits for a click or for half a minute on the page. It was snoozed for a day: from then on it may show again',
    state: {
      ...start,
      catalog: browserCatalog,
      events: browserEvents,
      profileId: 'u1',
      at: Date.UTC(2029, 1, 3, 10, 0, 30),
      behaviour: 'recorded',
      open: ['editor_tip'],
    },
  },
  {
    name: 'what-if',
    title: 'What if: two surveys a week, not one?',
    claim:
      'On Wednesday the weekly limit holds the second survey back. Write 2 for rate_limit_size in the catalog, and it shows',
    state: {
      ...start,
      catalog: whatIfCatalog,
      events: whatIfEvents,
      profileId: 'u3',
      at: Date.UTC(2029, 2, 14, 9),
      open: ['csat'],
    },
  },
]
