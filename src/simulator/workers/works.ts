import { ComparingWork } from '../compare/comparing-work.js'
import { Partition } from '../partition.js'
import { Sweeping } from '../sweep/sweeping.js'
import type { LaneWork } from './lane-work.js'

/** The work that lanes do, by kind: each is made from plain data, so that this can be sent to a worker. */
const works = { replay: Partition, compare: ComparingWork, sweep: Sweeping } as const

export type WorkKind = keyof typeof works

export type SetupOf<K extends WorkKind> = ConstructorParameters<(typeof works)[K]>[0]

export type ResultOf<K extends WorkKind> = ReturnType<InstanceType<(typeof works)[K]>['finish']>

/** What a lane is to do. */
export interface WorkOrder<K extends WorkKind = WorkKind> {
  readonly kind: K
  readonly setup: SetupOf<K>
}

const makers: { readonly [K in WorkKind]: new (setup: SetupOf<K>) => LaneWork<ResultOf<K>> } = works

export const createWork = <K extends WorkKind>({ kind, setup }: WorkOrder<K>): LaneWork<ResultOf<K>> =>
  new makers[kind](setup)
