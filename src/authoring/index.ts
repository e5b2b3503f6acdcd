/**
 * Documents to catalogs and back: parsing, validation, edits, lint; traces, scenarios and times on the wire.
 *
 * @module
 */

export { codes } from '../model/code.js'
export { type CatalogLimitOptions, type CatalogLimits, catalogLimits } from './catalog-limits.js'
export { type DecisionLine, decisionLineSchema } from './decision-line.js'
export { type DocumentLimits, documentLimits } from './document/limits.js'
export type { Position } from './document/line-index.js'
export { type ParseDocumentOptions, type ParsedDocument, parseDocument } from './document/parse-document.js'
export { editCatalog } from './edit-catalog.js'
export * from './importers/index.js'
export { lintCatalog } from './lint/index.js'
export {
  type CatalogSource,
  type ParseCatalogsOptions,
  parseCatalog,
  parseCatalogs,
  type ReadCatalogOptions,
  readCatalog,
} from './parse-catalog.js'
export { type ProfileResult, type ReadProfileOptions, readProfile } from './profile.js'
export type { CatalogResult } from './read/read-parts.js'
export {
  type ParseScenarioOptions,
  parseScenario,
  type RefusalScenario,
  type ReplayScenario,
  type Scenario,
} from './scenario.js'
export type { ScenarioStep } from './scenario-events.js'
export type { Expectation } from './scenario-expectation.js'
export { type Mismatch, matchExpectation } from './scenario-match.js'
export { scenarioSchema } from './scenario-schema.js'
export { catalogSchema, type WireCatalog } from './schemas/catalog.js'
export type { WireExperience } from './schemas/experience.js'
export type { WireLimitGroup } from './schemas/limit-group.js'
export { profileSchema, type WireProfile } from './schemas/profile.js'
export { type InstantReading, maxInstant, minInstant, parseInstant } from './time.js'
export { type ReadTraceEventOptions, readTraceEvent } from './trace.js'
export * from './trace-event.js'
export { traceEventSchema } from './trace-schema.js'
export { urlRule } from './url-rule.js'
export { writeCatalog } from './write-catalog.js'
export { writeProfile } from './write-profile.js'
export { zoneNamed } from './zones.js'
