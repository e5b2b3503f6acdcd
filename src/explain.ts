/**
 * Why did this show, or not: every candidate's verdict with every check and the values that it compared, and all of it
 * in words; what else was eligible; until when an answer holds. Apart from the core, because what only decides needs
 * none of it.
 *
 * @module
 */

export * from './counterfactual/index.js'
export * from './describe/index.js'
export * from './explain/index.js'
