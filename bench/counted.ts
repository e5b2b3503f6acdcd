import { coldContestants, coldQuestions, replayContestants } from './decide.js'
import { explainContestants } from './explain.js'
import type { Contestant } from './measure.js'
import { createWorkload } from './workload.js'

// One contestant, for whoever counts instructions from outside: `node counted.js GROUP PLACE RUNS`. It is made ready
// as often whatever RUNS says, so that two counts differ by runs alone. Prints how many operations a run is.

const groups: Readonly<Record<string, () => readonly Contestant[]>> = {
  few: () => replayContestants(createWorkload({ experiences: 50, profiles: 200, loads: 20_000 })),
  many: () => replayContestants(createWorkload({ experiences: 500, profiles: 50, loads: 10_000 })),
  questions: () => coldContestants(coldQuestions(), 10_000),
  'why not': () => explainContestants(20_000),
}
const timesReady = 6

const [group = '', place = '', runs = ''] = process.argv.slice(2)
const contestant = groups[group]?.()[Number(place)]
if (contestant === undefined) throw new Error(`no such contestant: ${group} ${place}`)
for (let k = 0; k < timesReady; k++) {
  const run = contestant.prepare()
  if (k < Number(runs)) run()
}
console.log(contestant.operations)
