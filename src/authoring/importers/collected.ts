import { pointerTo } from '../document/pointer.js'
import { quote } from '../quote.js'
import { type Findings, isAbsent } from './findings.js'
import type { ImportedObject } from './imported.js'

interface Entry {
  object: ImportedObject
  readonly pointer: string
  /** The lists that gave it. */
  readonly sources: Set<string>
}

/** The objects of one collection, from all answers. */
export class Collected {
  readonly #noun: string
  readonly #findings: Findings
  readonly #entries: Entry[] = []
  readonly #byId = new Map<unknown, Entry>()

  constructor(noun: string, findings: Findings) {
    this.#noun = noun
    this.#findings = findings
  }

  /** `source` is the list that it stands in: what one list gives twice is left for the catalog to refuse (C3). */
  add(object: ImportedObject, pointer: string, source: string): void {
    const earlier = this.#byId.get(object.id)
    if (earlier === undefined || earlier.sources.has(source)) {
      const entry = { object, pointer, sources: new Set([source]) }
      this.#entries.push(entry)
      if (earlier === undefined) this.#byId.set(object.id, entry)
      return
    }
    earlier.sources.add(source)
    this.#judge(earlier, object, pointer)
    const given = Object.entries(object).filter(([key, value]) => !isAbsent(value) || !(key in earlier.object))
    earlier.object = Object.fromEntries([...given, ...Object.entries(earlier.object).filter(([, v]) => !isAbsent(v))])
  }

  objects(): ImportedObject[] {
    return this.#entries.map(({ object }) => object)
  }

  #judge(earlier: Entry, object: ImportedObject, pointer: string): void {
    for (const key of decisive) {
      const [before, now] = [earlier.object[key], object[key]]
      if (before === undefined || now === undefined || asText(before) === asText(now)) continue
      const message = `${this.#noun} ${quote(object.id)} is given with another ${quote(key)}`
      this.#findings.add('conflict', pointerTo(pointer, key), message, `first given at ${earlier.pointer}`)
    }
  }
}

// JSON has no bigint, and says so by throwing.
const asText = (value: unknown): string =>
  JSON.stringify(value, (_, inner: unknown) => (typeof inner === 'bigint' ? `${inner}n` : inner))

/** What a decision depends on. The rest, as counts of views, may differ from one answer to the next. */
const decisive = [
  ...['uid', 'kind', 'name', 'conditions', 'published_at', 'unpublished_at', 'position', 'tag_ids', 'segment_id'],
  ...['segment', 'url', 'start_url', 'rate_unlimit_at', 'experiment_range'],
  ...['rate_limit_size', 'rate_limit_kind', 'campaign_ids'],
]
