/**
 * The API over HTTP: a function from request to response on a store, for Node, Deno, Bun and the edge.
 *
 * @module
 */

export type { Rate } from './bucket.js'
export type { Cors } from './cors.js'
export { createHandler } from './create-handler.js'
export type { Answered, HandlerOptions, OpenOperation } from './handler-options.js'
export { listLimitGroups, showLimitGroup } from './limit-groups/list-limit-groups.js'
export {
  type RelatedExperiences,
  type RelatedQuery,
  relatedExperiences,
  type WireTag,
} from './limit-groups/related-experiences.js'
export { publicCatalog } from './public-catalog.js'
export type { Recorded } from './recorded.js'
export { type AdvancedSendings, type AdvanceOptions, advanceSendings } from './sendings/advance-sendings.js'
