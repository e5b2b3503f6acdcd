export * from './bits.js'
export { addUnits, nextPeriodStart, periodStart } from './calendar.js'
export {
  type Candidate,
  type CompiledExperience,
  type CompiledSegment,
  type CompileOptions,
  compile,
  type Engine,
} from './compile.js'
export { type CompiledGroup, membership } from './groups.js'
export { isLive } from './pages.js'
