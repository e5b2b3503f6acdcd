import { parseCatalogs, readCatalog } from 'oncue/authoring'
import { expect, it } from 'vitest'
import { loadCatalogDocument } from '../../src/cli/inputs/load-document.js'
import type { Io } from '../../src/cli/io.js'
import { files } from './cli.js'

const texts = {
  'a.yaml': 'settings: { delivery_ids_limit: 5, dialect: "2021-08" }\ntags: [{ id: new, uid: new }]\n',
  'b.yaml': 'settings: { expired_deliveries: release }\nexperiences: [{ id: nps, kind: survey, note: ours }]\n',
  'c.yaml': 'settings: null\nexperiences: [{ id: tour, kind: tour, tag_ids: [new] }]\n',
}
const path = files(texts)
const io = {} as Io // nothing comes from standard input

it('merges the files of a catalog as they are read: collections in order, settings by key', async () => {
  const document = await loadCatalogDocument(Object.keys(texts).map(path), io)
  expect(document).toEqual({
    settings: { delivery_ids_limit: 5, dialect: '2021-08', expired_deliveries: 'release' },
    tags: [{ id: 'new', uid: 'new' }],
    segments: [],
    experiences: [
      { id: 'nps', kind: 'survey', note: 'ours' },
      { id: 'tour', kind: 'tour', tag_ids: ['new'] },
    ],
    limit_groups: [],
  })
  const read = readCatalog(document)
  const parsed = parseCatalogs(Object.values(texts).map((text) => ({ text })))
  if (!read.ok || !parsed.ok) expect.fail('it is refused')
  expect(read.value).toEqual(parsed.value)
})
