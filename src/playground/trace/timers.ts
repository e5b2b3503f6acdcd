import type { Catalog, Instant, Profile } from '../../index.js'

/** When the timers of what is armed on the open page are due (E7), each instant once, in order. */
export function duesOf({ armed, pageAt, deliveries }: Profile, { experiences }: Catalog): readonly Instant[] {
  if (armed.length === 0 || pageAt === null) return []
  const dues = new Set<Instant>()
  for (const id of armed) {
    const experienceId = deliveries.find((delivery) => delivery.id === id)?.modelId ?? id
    for (const trigger of experiences.find((one) => one.id === experienceId)?.triggers ?? []) {
      if (trigger.on === 'time_on_page') dues.add(pageAt + Math.round(trigger.seconds * 1_000))
    }
  }
  return [...dues].sort((a, b) => a - b)
}
