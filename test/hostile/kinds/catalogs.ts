import { apply, type Catalog, compile, decide, type Profile } from 'oncue'
import {
  editCatalog,
  lintCatalog,
  parseCatalog,
  parseDocument,
  readCatalog,
  readProfile,
  writeCatalog,
  writeProfile,
} from 'oncue/authoring'
import { explain } from 'oncue/explain'
import { anyCatalog, anyEdit, anyProfile, edited } from '../documents.js'
import type { Draw } from '../draw.js'
import { asText, Fault, judged, judgeProblems } from '../judge.js'
import { mutate } from '../mutate.js'
import { spell } from '../spell.js'
import type { Kind } from './kind.js'

const now = Date.UTC(2029, 1, 5, 12)
const hrefs = ['https://x.test/app', '', '\ud800\u0000', 'a'.repeat(300)]

/** Whatever was taken must be decided on, and explained alike. */
function asked(catalog: Catalog, profile: Profile): string {
  const engine = compile(catalog)
  return hrefs
    .map((href) => {
      const decision = decide(engine, profile, { href }, now)
      const { winner } = explain(engine, profile, { href }, now)
      let after = profile
      for (const event of decision.events) after = apply(after, event)
      if ((winner === null) !== (decision.outcome === 'none')) throw new Fault('decided and explained differently')
      return asText([decision, writeProfile(after)])
    })
    .join()
}

const someone = readProfile({ id: 'u1', page_at: '2029-02-01', traits: { role: 'admin' } })
const nobody = someone.ok ? someone.value : null
const plain = readCatalog(edited)

const taken = (catalog: Catalog): string => {
  const written = writeCatalog(catalog)
  if (!readCatalog(written).ok) throw new Fault('what was written cannot be read')
  return asText(written) + asText(lintCatalog(catalog)) + asked(catalog, nobody as Profile)
}

const drawCatalog = (draw: Draw, exotic: boolean): unknown =>
  mutate(anyCatalog(draw), draw, { exotic, other: anyCatalog(draw) })

export const catalogValue: Kind = {
  name: 'catalog, as a value',
  weight: 6,
  draw: (draw) => drawCatalog(draw, true),
  run(value: unknown) {
    const read = readCatalog(value)
    if (read.warnings.length > 0) judgeProblems(read.warnings, { value })
    return judged(read, { document: { value }, accepted: taken })
  },
}

export const catalogText: Kind = {
  name: 'catalog, as JSON or YAML',
  weight: 2,
  draw: (draw) => spell(drawCatalog(draw, false), draw),
  run(bytes: Uint8Array) {
    const read = parseCatalog(bytes, { lint: true })
    if (read.warnings.length > 0) judgeProblems(read.warnings)
    return judged(read, { accepted: taken })
  },
}

export const documentText: Kind = {
  name: 'document, as JSON or YAML',
  weight: 5,
  draw: (draw) => spell(mutate(draw.chance(0.5) ? anyEdit(draw) : anyProfile(draw), draw), draw),
  run(bytes: Uint8Array) {
    const parsed = parseDocument(bytes)
    if (!parsed.ok && parsed.problems.some(({ line }) => line === undefined))
      throw new Fault('a problem without a line')
    return judged(parsed, { accepted: ({ value }) => JSON.stringify(value) ?? '' })
  },
}

export const edit: Kind = {
  name: 'edit of a catalog',
  weight: 6,
  draw: (draw) => mutate(anyEdit(draw), draw, { exotic: true, other: edited }),
  run(value: unknown) {
    const before = JSON.stringify(edited)
    const result = judged(editCatalog(edited, value), {
      document: { value },
      accepted: (after) => {
        if (!readCatalog(after).ok) throw new Fault('an edit left what cannot be read')
        return asText(after)
      },
    })
    if (JSON.stringify(edited) !== before) throw new Fault('the document was changed')
    return result
  },
}

export const profileValue: Kind = {
  name: 'profile, as a value',
  weight: 14,
  draw: (draw) => mutate(anyProfile(draw), draw, { exotic: true, other: anyProfile(draw) }),
  run(value: unknown) {
    const read = readProfile(value)
    if (read.warnings.length > 0) judgeProblems(read.warnings, { value })
    const accepted = (profile: Profile): string => {
      const written = asText(writeProfile(profile))
      return (
        written + (plain.ok ? JSON.stringify(decide(compile(plain.value), profile, { href: '/app' }, now).outcome) : '')
      )
    }
    return judged(read, { document: { value }, accepted })
  },
}
