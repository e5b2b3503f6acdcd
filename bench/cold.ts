import { decide } from '../src/index.js'
import { naiveDecide } from '../test/naive/index.js'
import { coldContestants, coldQuestions } from './decide.js'
import { type Contestant, each, type Measured, measure } from './measure.js'

/** One question each about profiles as they come from a database: nothing prepared, a history of 30 shows. */
export function benchCold(rounds: number, many: number): readonly Measured[] {
  const questions = coldQuestions()
  const { catalog, engine, asked } = questions
  for (const { profile, href, at } of asked) {
    const decision = decide(engine, profile, { href }, at)
    const actual = decision.outcome === 'show' ? decision.experienceId : null
    const expected = naiveDecide(catalog, profile, { href }, at).winner
    if (actual !== expected) throw new Error(`${profile.id} at ${at} on ${href}: naive ${expected}, oncue ${actual}`)
  }
  const few = Math.ceil(many / 40)
  const naive: Contestant = {
    name: 'the same, by the naive interpreter of the tests',
    operations: few,
    prepare: () => each(few, asked, ({ profile, href, at }) => naiveDecide(catalog, profile, { href }, at)),
  }
  return measure([...coldContestants(questions, many), naive], rounds)
}
