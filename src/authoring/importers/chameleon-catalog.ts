import type { Result } from '../../model/index.js'
import { pointerTo } from '../document/pointer.js'
import { readExperience } from './chameleon-experience.js'
import { readLimitGroup } from './chameleon-limit-group.js'
import { readChameleonSegment } from './chameleon-segment.js'
import { readTag } from './chameleon-tag.js'
import { Collected } from './collected.js'
import { Findings, isAbsent } from './findings.js'
import type { ImportedCatalog, ImportedObject } from './imported.js'

/**
 * Turns answers of the Chameleon API into a catalog document (S5): lists of tours, microsurveys, limit groups, segments
 * and tags, single ones, and the experiences of a limit group; one answer, or several as a list. What several answers
 * give of one object is put together; where they contradict each other, it is a problem. An id that one list gives
 * twice stays there twice, for `readCatalog` to refuse (C3).
 *
 * The document is not judged here: `readCatalog` does that, references included. What a catalog cannot express is a
 * problem with a pointer into the answers; all are reported at once. Never throws.
 */
export function importChameleonCatalog(answers: unknown): Result<ImportedCatalog> {
  const findings = new Findings(answers)
  const catalog = new CatalogImport(findings)
  if (!findings.walkable) return findings.result(catalog.document())
  if (Array.isArray(answers)) {
    for (const [index, answer] of answers.entries()) catalog.read(answer, pointerTo('', index))
  } else {
    catalog.read(answers, '')
  }
  return findings.result(catalog.document())
}

type Collection = keyof ImportedCatalog

/** What an answer's keys hold, in the order in which they are read. */
const parts: readonly {
  readonly list: string
  readonly single?: string
  readonly collection: Collection
  readonly kind?: 'tour' | 'survey'
}[] = [
  { list: 'tags', single: 'tag', collection: 'tags' },
  { list: 'segments', single: 'segment', collection: 'segments' },
  { list: 'tours', single: 'tour', collection: 'experiences', kind: 'tour' },
  { list: 'surveys', single: 'survey', collection: 'experiences', kind: 'survey' },
  { list: 'experiences', collection: 'experiences' },
  { list: 'limit_groups', single: 'limit_group', collection: 'limit_groups' },
]
const answerKeys = ['cursor', ...parts.flatMap(({ list, single }) => (single === undefined ? [list] : [list, single]))]

class CatalogImport {
  readonly #findings: Findings
  readonly #collected: Readonly<Record<Collection, Collected>>

  constructor(findings: Findings) {
    this.#findings = findings
    this.#collected = {
      tags: new Collected('tag', findings),
      segments: new Collected('segment', findings),
      experiences: new Collected('experience', findings),
      limit_groups: new Collected('limit group', findings),
    }
  }

  read(value: unknown, pointer: string): void {
    const answer = this.#findings.record(value, pointer, 'an answer of the API')
    if (answer === null) return
    this.#findings.onlyKeys(answer, pointer, answerKeys, 'an answer')
    for (const { list, single, collection, kind } of parts) {
      if (Object.hasOwn(answer, list)) {
        const source = pointerTo(pointer, list)
        const items = this.#findings.list(answer[list], source, 'a list')
        for (const [index, item] of items.entries()) this.#add(collection, item, pointerTo(source, index), source, kind)
      }
      if (single !== undefined && Object.hasOwn(answer, single)) {
        const source = pointerTo(pointer, single)
        this.#add(collection, answer[single], source, source, kind)
      }
    }
  }

  #add(collection: Collection, item: unknown, pointer: string, source: string, kind?: 'tour' | 'survey'): void {
    const object = this.#findings.record(item, pointer, 'an object')
    if (object === null) return
    // A segment's own id is read with it.
    if (collection !== 'segments' || isAbsent(object.id)) this.#findings.id(object.id, pointerTo(pointer, 'id'))
    this.#collected[collection].add(this.#convert(collection, object, pointer, kind), pointer, source)
  }

  #convert(collection: Collection, object: ImportedObject, pointer: string, kind?: 'tour' | 'survey'): ImportedObject {
    switch (collection) {
      case 'tags':
        return readTag(object, pointer, this.#findings)
      case 'segments':
        return readChameleonSegment(object, pointer, this.#findings)
      case 'limit_groups':
        return readLimitGroup(object, pointer, this.#findings)
      case 'experiences': {
        const { experience, tags } = readExperience(object, kind, pointer, this.#findings)
        for (const tag of tags) this.#collected.tags.add(tag.object, tag.pointer, tag.source)
        return experience
      }
    }
  }

  document(): ImportedCatalog {
    const { tags, segments, experiences, limit_groups } = this.#collected
    return {
      tags: tags.objects(),
      segments: segments.objects(),
      experiences: experiences.objects(),
      limit_groups: limit_groups.objects(),
    }
  }
}
