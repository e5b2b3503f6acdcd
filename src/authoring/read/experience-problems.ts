import { formatInstant } from '../../conditions/index.js'
import { pointerTo } from '../document/pointer.js'
import { parseInstant } from '../time.js'
import type { Problems } from './problems.js'
import { isRecord, type RawItem } from './raw-items.js'

/** What is wrong with an experience though each field by itself is right. */
export function judgeExperience({ part, pointer, object }: RawItem, problems: Problems): void {
  const { segment_id: segmentId, segment, published_at: publishedAt, unpublished_at: unpublishedAt, triggers } = object
  if ((segmentId ?? null) !== null && (segment ?? null) !== null) {
    const message = 'both "segment_id" and "segment" are given'
    problems.add({
      part,
      pointer: pointerTo(pointer, 'segment'),
      code: 'contradiction',
      message,
      help: 'keep one of them',
      at: 'key',
    })
  }

  const from = instant(publishedAt)
  const until = instant(unpublishedAt)
  if (from !== null && until !== null && until < from) {
    const message = `unpublished_at ${formatInstant(until)} is before published_at ${formatInstant(from)}`
    problems.add({
      part,
      pointer: pointerTo(pointer, 'unpublished_at'),
      code: 'contradiction',
      message,
      help: 'give a later end',
    })
  }

  for (const [index, trigger] of (Array.isArray(triggers) ? triggers : []).entries()) {
    if (!isRecord(trigger) || !isElementKind(trigger.on)) continue
    if ((trigger.element ?? null) !== null || (trigger.name ?? null) !== null) continue
    const message = `a ${trigger.on} trigger without element or name`
    const help = 'give an element (a CSS selector) or a name'
    problems.add({ part, pointer: pointerTo(pointer, 'triggers', index), code: 'missing_key', message, help })
  }
}

function instant(value: unknown): number | null {
  const read = parseInstant(value, null)
  return read.ok ? read.value : null
}

const isElementKind = (on: unknown): on is string =>
  typeof on === 'string' && ['click', 'hover', 'input', 'custom', 'element_match'].includes(on)
