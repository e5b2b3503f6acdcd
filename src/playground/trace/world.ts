import type { Catalog } from '../../index.js'
import { byPerson, inOrder, type People } from './by-person.js'
import { createEngines, type Engines } from './engines.js'
import type { TraceLine, TraceReading } from './line-reader.js'
import type { Story } from './story.js'
import { type TellOptions, tellStory } from './tell-story.js'

/** A catalog and a trace: everything that the clock can be set to. */
export class World {
  readonly catalog: Catalog
  readonly engines: Engines
  readonly people: People
  readonly lines: readonly TraceLine[]
  readonly #options: TellOptions
  readonly #stories = new Map<string, Story>()

  constructor(catalog: Catalog, { lines }: TraceReading, options: TellOptions) {
    const ordered = inOrder(lines)
    this.catalog = catalog
    this.lines = lines
    this.engines = createEngines(catalog, ordered)
    this.people = byPerson(ordered, lines)
    this.#options = options
  }

  get ids(): readonly string[] {
    return [...this.people.byId.keys()]
  }

  /** A person's story, told when it is first asked for. */
  story(id: string): Story {
    let story = this.#stories.get(id)
    if (story === undefined) {
      story = tellStory(id, this.people.byId.get(id) ?? [], this.engines, this.#options)
      this.#stories.set(id, story)
    }
    return story
  }
}
