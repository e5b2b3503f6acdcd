import type { OperationId } from '../operations.js'
import { runPublicCatalog, runPutCatalog, runShowCatalog } from './catalog.js'
import {
  runCreateDelivery,
  runListDeliveries,
  runRemoveDelivery,
  runShowDelivery,
  runUpdateDelivery,
} from './deliveries.js'
import { runExplain } from './explain.js'
import { runIdentify, runInteraction, runTrack, runTrigger } from './happenings.js'
import { runHealth } from './health.js'
import { runListLimitGroups, runRelatedExperiences, runShowLimitGroup } from './limit-groups.js'
import { runOpenapi } from './openapi.js'
import { runPage } from './page.js'
import { runEraseProfile, runExportProfile } from './profiles.js'
import type { Run } from './run.js'
import {
  runCancelSending,
  runCreateSending,
  runListDispatches,
  runListSendings,
  runShowSending,
  runUpdateSending,
} from './sendings.js'

/** What each operation does. One that nobody does does not compile. */
export const runs: Readonly<Record<OperationId, Run>> = {
  listDeliveries: runListDeliveries,
  createDelivery: runCreateDelivery,
  showDelivery: runShowDelivery,
  updateDelivery: runUpdateDelivery,
  removeDelivery: runRemoveDelivery,
  listLimitGroups: runListLimitGroups,
  showLimitGroup: runShowLimitGroup,
  relatedExperiences: runRelatedExperiences,
  listSendings: runListSendings,
  createSending: runCreateSending,
  showSending: runShowSending,
  updateSending: runUpdateSending,
  cancelSending: runCancelSending,
  listDispatches: runListDispatches,
  showCatalog: runShowCatalog,
  putCatalog: runPutCatalog,
  identify: runIdentify,
  page: runPage,
  trigger: runTrigger,
  track: runTrack,
  interaction: runInteraction,
  explain: runExplain,
  exportProfile: runExportProfile,
  eraseProfile: runEraseProfile,
  publicCatalog: runPublicCatalog,
  health: runHealth,
  openapi: runOpenapi,
}
