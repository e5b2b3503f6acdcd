import type { Delivery, Settings } from '../model/index.js'

/** The five switches of a delivery, each with a default of the dialect (D1). */
export type Flags = Pick<Delivery, 'useSegmentation' | 'once' | 'redirect' | 'skipTriggers' | 'skipUrlMatch'>

export interface Dialect {
  readonly defaults: Flags
  /** A parameter of the other dialect, and what to do without it. */
  readonly foreign: { readonly name: string; readonly help: string }
  /** What a delivery's `group_kind` is called (H3). */
  readonly groupKind: 'delivery' | 'api_edit'
}

/** The two seed APIs (D1). */
export const dialects: Readonly<Record<Settings['dialect'], Dialect>> = {
  current: {
    defaults: { useSegmentation: false, once: false, redirect: false, skipTriggers: true, skipUrlMatch: true },
    foreign: { name: 'redirect', help: 'leave it out, or set the dialect to "2021-08"' },
    groupKind: 'delivery',
  },
  '2021-08': {
    defaults: { useSegmentation: false, once: false, redirect: false, skipTriggers: false, skipUrlMatch: false },
    foreign: { name: 'delivery_ids_limit', help: 'leave it out, or set the dialect to "current"' },
    groupKind: 'api_edit',
  },
}
