/**
 * Profiles prepared for many questions: what `decide`, `explain` and `step` of the core answer, faster from the second
 * question on.
 *
 * @module
 */

export type { StepEvent, StepOptions } from './advance.js'
export { Session, session } from './session.js'
