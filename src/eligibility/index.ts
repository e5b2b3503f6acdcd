export { decide } from './decide.js'
export { type Eligible, eligible } from './eligible.js'
export { type CandidateExplanation, type Explanation, explain, type SettledDelivery } from './explain.js'
export { validUntil } from './valid-until.js'
