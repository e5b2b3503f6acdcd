/**
 * The core of oncue: would this experience show to this person, on this page, now, and if not, why not? No
 * dependency, no clock of its own; runs on servers, at the edge and in browsers.
 *
 * @packageDocumentation
 */
export { formatInstant, readInstant } from './conditions/index.js'
export * from './eligibility/index.js'
export { type CompileOptions, compile, type Engine } from './engine/index.js'
export { apply } from './history/index.js'
export * from './model/index.js'
export type { StepEvent, StepOptions } from './session/advance.js'
export { type Stepped, step } from './session/step.js'
