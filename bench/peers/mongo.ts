import type { Segment } from './task.js'

/** A MongoDB query, which several of the peers speak. */
export const toMongo = ({ plans, role, seats }: Segment) => ({
  $or: [{ plan: { $in: [...plans] } }, { beta: true }],
  role: { $ne: role },
  seats: { $gte: seats },
})

/** A text that a regular expression takes as it is. */
export const literally = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&')
