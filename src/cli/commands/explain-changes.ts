import { type Counterfactual, counterfactuals } from '../../counterfactual/index.js'
import type { StoryQuestion } from '../../simulator/index.js'

/** What it would have taken (X4): for one candidate, or for all that did not show. */
export const changesFor = (
  { engine, profile, page, now }: StoryQuestion,
  id: string | undefined,
): readonly Counterfactual[] => counterfactuals(engine, profile, page, now, id === undefined ? {} : { of: [id] })
