import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { stringify } from 'yaml'
import {
  editCatalog,
  lintCatalog,
  parseCatalog,
  parseDocument,
  readCatalog,
  writeCatalog,
} from '../../src/authoring/index.js'
import type { Catalog } from '../../src/model/index.js'
import { wireCatalog } from './arbitrary-catalog.js'
import { tellAll } from './tell.js'

function modelOf(wire: unknown): Catalog {
  const read = readCatalog(wire)
  expect(tellAll(read)).toEqual([])
  if (!read.ok) throw new Error('not readable')
  return read.value
}

/** A document and a place in it that gets another value: mostly what cannot be read, and sometimes can. */
const damaged = fc
  .tuple(
    wireCatalog,
    fc.nat(),
    fc.oneof(fc.constantFrom(null, [], {}, '', -1, 0.5, 'x', true), fc.array(fc.jsonValue())),
  )
  .map(([wire, choice, value]) => {
    const copy = structuredClone(wire)
    const places: (readonly [holder: Record<string, unknown>, key: string])[] = []
    const visit = (node: unknown): void => {
      if (typeof node !== 'object' || node === null) return
      for (const [key, inner] of Object.entries(node)) {
        places.push([node as Record<string, unknown>, key])
        visit(inner)
      }
    }
    visit(copy)
    const place = places[choice % places.length]
    if (place !== undefined) place[0][place[1]] = value
    return copy
  })

describe('the laws of authoring', () => {
  it('what is written is read again as the same catalog', () => {
    fc.assert(
      fc.property(wireCatalog, (wire) => {
        const catalog = modelOf(wire)
        expect(modelOf(writeCatalog(catalog))).toEqual(catalog)
        expect(modelOf(JSON.parse(JSON.stringify(writeCatalog(catalog))))).toEqual(catalog)
      }),
    )
  })

  it('JSON and YAML of one document are one catalog', () => {
    fc.assert(
      fc.property(wireCatalog, (wire) => {
        expect(parseCatalog(stringify(wire))).toEqual(parseCatalog(JSON.stringify(wire)))
      }),
    )
  })

  it('a catalog survives JSON', () => {
    fc.assert(
      fc.property(wireCatalog, (wire) => {
        const catalog = modelOf(wire)
        expect(JSON.parse(JSON.stringify(catalog))).toEqual(catalog)
      }),
    )
  })

  it('problems are the same each time, in the order of the text, and at the places that they name', () => {
    fc.assert(
      fc.property(damaged, (wire) => {
        const text = JSON.stringify(wire, null, 1)
        const read = parseCatalog(text)
        expect(parseCatalog(text)).toEqual(read)
        if (read.ok) return
        const document = parseDocument(text)
        const places = read.problems.map(({ line = 0, column = 0 }) => line * 1_000_000 + column)
        expect(places).toEqual([...places].sort((a, b) => a - b))
        for (const { pointer } of read.problems) expect(document.ok && document.value.locate(pointer)).toBeTruthy()
        // Without the text they are the same problems.
        const untold = readCatalog(wire)
        const codes = (problems: readonly { pointer: string; code: string }[]): string[] =>
          problems.map(({ pointer, code }) => `${pointer} ${code}`).sort()
        expect(untold.ok ? [] : codes(untold.problems)).toEqual(codes(read.problems))
      }),
      { numRuns: 300 },
    )
  })

  it('an edit gives what can be read, or is refused; none changes nothing', () => {
    fc.assert(
      fc.property(wireCatalog, damaged, (wire, edit) => {
        expect(editCatalog(wire, {})).toEqual({ ok: true, value: wire })
        const before = JSON.stringify(wire)
        const result = editCatalog(wire, edit)
        if (result.ok) modelOf(result.value)
        expect(JSON.stringify(wire)).toBe(before)
      }),
    )
  })

  it('an edit that says what a catalog says leaves it as it is', () => {
    fc.assert(
      fc.property(wireCatalog, (wire) => {
        const same = writeCatalog(modelOf(wire))
        const result = editCatalog(same, same)
        expect(result.ok && modelOf(result.value)).toEqual(modelOf(wire))
      }),
    )
  })

  it('lint is sorted, repeats nothing, and leads to places that exist', () => {
    fc.assert(
      fc.property(wireCatalog, (wire) => {
        const text = JSON.stringify(wire)
        const told = parseCatalog(text, { lint: true })
        const problems = lintCatalog(modelOf(wire))
        expect(told.warnings.map(({ message }) => message).sort()).toEqual(
          problems.map(({ message }) => message).sort(),
        )
        expect(told.warnings.every(({ line }) => line === 1)).toBe(true)
        const messages = problems.map(({ message }) => message)
        expect(new Set(messages).size).toBe(messages.length)
      }),
    )
  })
})
