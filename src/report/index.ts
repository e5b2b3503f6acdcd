/**
 * The answers of the commands as pages to look at: one HTML file each, which needs nothing else.
 *
 * @module
 */

export { report } from './report.js'
export type { ReportedResult } from './result.js'
