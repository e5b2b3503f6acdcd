import { catalogText, catalogValue, documentText, edit, profileValue } from './catalogs.js'
import { checkpoint } from './checkpoints.js'
import { condition, importedAudience, importedCatalog, importedSegment, rulesEngine } from './conditions.js'
import type { Kind } from './kind.js'
import { parquet } from './parquet.js'
import { http, merged, scenario, worker } from './runs.js'
import { traces } from './traces.js'
import { urls } from './urls.js'

/** Everything that comes from outside. */
export const kinds: readonly Kind[] = [
  catalogValue,
  catalogText,
  documentText,
  edit,
  profileValue,
  condition,
  rulesEngine,
  importedSegment,
  importedAudience,
  importedCatalog,
  urls,
  ...traces,
  parquet,
  scenario,
  worker,
  merged,
  http,
  checkpoint,
]
