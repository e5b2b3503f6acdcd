export type { StepEvent, StepOptions } from './advance.js'
export { Session, session } from './session.js'
export { type Stepped, step } from './step.js'
