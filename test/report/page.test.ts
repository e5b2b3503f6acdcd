import { createHash } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { type ReportedResult, report } from '../../src/report/index.js'
import { scriptHash } from '../../src/report/page/page.js'
import { script } from '../../src/report/page/script.js'
import { dark, light, type Theme } from '../../src/report/page/theme.js'
import { tones } from '../../src/report/tone.js'
import { poison, poisoned } from './poison.js'
import { idsOf, rowsOf, tagsOf, textOf } from './read-page.js'
import { allResults } from './results.js'

let results: readonly ReportedResult[]

beforeAll(async () => {
  results = await allResults()
})

describe('every page', () => {
  it('is the same bytes for the same data, whatever way it came', () => {
    for (const result of results) {
      const page = report(result)
      expect(report(result)).toBe(page)
      expect(report(JSON.parse(JSON.stringify(result)))).toBe(page)
    }
  })

  it('lets one script run, forbids all else but what is in it, and names no address', () => {
    expect(scriptHash).toBe(createHash('sha256').update(script).digest('base64'))
    for (const result of results) {
      const page = report(result)
      expect(textOf(page.slice(0, page.indexOf('<style>')))).not.toContain('http')
      const policy = tagsOf(page).find(({ attributes }) => attributes.get('http-equiv') === 'Content-Security-Policy')
      expect(policy?.attributes.get('content')?.replaceAll('&#39;', "'")).toBe(
        `default-src 'none'; script-src 'sha256-${scriptHash}'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'`,
      )
      const outward = tagsOf(page).flatMap(({ attributes }) => attributes.get('src') ?? attributes.get('href') ?? [])
      expect(outward.filter((to) => !to.startsWith('#'))).toEqual([])
      expect(page).not.toMatch(/url\(|@import|@font-face/)
    }
  })

  it('has each id once, and every reference leads to one', () => {
    for (const result of results) {
      const page = report(result)
      const ids = idsOf(page)
      expect(ids).toEqual([...new Set(ids)])
      for (const { attributes } of tagsOf(page)) {
        for (const name of ['aria-labelledby', 'aria-describedby', 'data-table'])
          if (attributes.has(name)) expect(ids, `${name} of ${result.kind}`).toContain(attributes.get(name))
        if (attributes.get('href')?.startsWith('#')) expect(ids).toContain(attributes.get('href')?.slice(1))
      }
    }
  })

  it('has a table behind every picture, with a head for each column, and a row for each mark', () => {
    for (const result of results) {
      const page = report(result)
      const tables = [...page.matchAll(/<table id="([^"]+)">([\s\S]*?)<\/table>/g)]
      expect(tables.length, result.kind).toBeGreaterThan(0)
      for (const [, id = '', text = ''] of tables) {
        expect(text).toMatch(/^<caption id="[^"]+">\S/)
        const heads = [...text.matchAll(/<th scope="col"/g)].length
        const rows = rowsOf(page, id)
        for (const row of rows) expect(row.length, id).toBe(heads)
        expect([...text.matchAll(/<th scope="row"/g)].length).toBe(rows.length)
      }
      const pictures = [...page.matchAll(/data-table="([^"]+)"([\s\S]*?)(?=data-table="|<\/section>)/g)]
      expect(pictures.length, result.kind).toBeGreaterThan(0)
      for (const [, id = '', text = ''] of pictures) {
        const slots = /^ data-slots="\d+" data-at="([^"]*)"/.exec(text)?.[1]?.split(' ').length ?? 0
        const rows = [...text.matchAll(/data-row="(\d+)"/g)].map(([, row]) => Number(row))
        const last = Math.max(slots, ...rows.map((row) => row + 1))
        expect(last, `${result.kind} ${id}`).toBeLessThanOrEqual(rowsOf(page, id).length)
      }
    }
  })

  it('says how far to trust it before anything else', () => {
    for (const result of results) {
      const [, first] = /<main>\s*<section class="\w+" id="(\w+)"/.exec(report(result)) ?? []
      expect(first).toBe('trust')
    }
  })

  it('says that it is partial, where it is', () => {
    for (const { kind, result } of results) {
      const whole = textOf(report({ kind, result } as ReportedResult))
      const partial = textOf(report({ kind, result: { ...result, partial: true } } as ReportedResult))
      expect(whole).not.toMatch(/partial/i)
      expect(partial).toContain('Partial: the run ended early')
      expect(partial).toMatch(/\w+, partial/)
    }
  })
})

describe('text from outside', () => {
  it('is never markup, in whatever field it stands', () => {
    for (const result of results) {
      const clean = tagsOf(report(result))
      const page = report({ kind: result.kind, result: poisoned(result.result) } as ReportedResult)
      expect(page).toContain('&#60;script&#62;')
      expect(page.match(/<script/g)).toEqual(['<script'])
      expect(page.match(/<\/script/g)).toEqual(['</script'])
      const names = new Set(clean.map(({ name }) => name))
      for (const { name, attributes } of tagsOf(page)) {
        expect(names, result.kind).toContain(name)
        for (const key of attributes.keys()) expect(key).toMatch(/^(?!on)[a-zA-Z-]+$/)
      }
    }
  })

  it('is escaped in elements and in attributes, and written out where it controls or turns around', async () => {
    const { html, own } = await import('../../src/report/page/html.js')
    expect(html`<p title="${'"><b>'}">${own("a&'<\u202e\n")}</p>`.text).toBe(
      '<p title="&#34;&#62;&#60;b&#62;"><bdi>a&#38;&#39;&#60;\\u202e\\u000a</bdi></p>',
    )
    expect(html`${[1, null, false, ['x', html`<i>`]]}`.text).toBe('1x<i>')
    expect(poison).toContain('<script>')
  })
})

describe('the colours', () => {
  /** Of WCAG 2.2: how far two colours stand apart, from 1 to 21. */
  const contrast = (a: string, b: string): number => {
    const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number]
    return (light + 0.05) / (dark + 0.05)
  }
  const luminance = (colour: string): number => {
    const [r, g, b] = [1, 3, 5]
      .map((k) => Number.parseInt(colour.slice(k, k + 2), 16) / 255)
      .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)) as [number, number, number]
    return 0.2126 * r + 0.7152 * g + 0.0722 * b
  }

  it('are measured as the standard does', () => {
    expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 5)
    expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2)
  })

  it.each([
    ['light', light],
    ['dark', dark],
  ] as const)('can be read and told from the paper in the %s', (_, theme: Theme) => {
    for (const ink of [theme.ink, theme.quiet, theme.link])
      for (const paper of [theme.paper, theme.panel]) expect(contrast(ink, paper), ink).toBeGreaterThanOrEqual(4.5)
    for (const tone of tones) expect(contrast(theme[tone], theme.paper), tone).toBeGreaterThanOrEqual(3)
    // The numbers in the marks of a sweep.
    expect(contrast(theme.shown, theme.paper)).toBeGreaterThanOrEqual(4.5)
  })
})
