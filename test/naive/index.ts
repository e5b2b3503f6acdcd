/**
 * The rules once more, as slowly and as plainly as they can be written: no index, no bit set, no cache. The
 * engine is held against it, so nothing here may come from the engine; a reader checks it rule by rule.
 */
export { naiveApply } from './apply.js'
export { naiveDecide } from './decide.js'
export { fullGroups } from './limits.js'
