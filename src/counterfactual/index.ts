export type * from './change.js'
export type { Counterfactual, CounterfactualOptions } from './counterfactual.js'
export { counterfactuals } from './counterfactuals.js'
