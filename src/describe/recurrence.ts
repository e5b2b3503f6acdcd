import type { Recurrence } from '../model/index.js'
import { counted } from './count.js'
import { quoted } from './quoted.js'

/** When an experience may show again, behind "it" (H4). */
export function recurs(recurrence: Recurrence): string {
  switch (recurrence.kind) {
    case 'none':
      return 'shows until it is ended, and never again'
    case 'page':
      return 'may show on every page load'
    case 'every':
      return `may show again ${counted(recurrence.amount, recurrence.unit)} after it ended`
    case 'event':
      return `may show again once ${quoted(recurrence.event)} is tracked after it ended`
  }
}
