import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { acceptable, licencesPath, noticesPath, renderLicences, renderNotices } from '../../scripts/licences.js'
import { licenceText, withNeeds } from '../../scripts/package/installed.js'

const { dependencies } = JSON.parse(readFileSync('package.json', 'utf8')) as { dependencies: Record<string, string> }
const runtime = withNeeds(Object.keys(dependencies))

it('every package that an installation brings has a licence that asks for no more than its name', () => {
  expect(runtime.length).toBeGreaterThan(Object.keys(dependencies).length)
  expect(runtime.filter(({ licence }) => !acceptable.includes(licence))).toEqual([])
  for (const one of runtime) expect(licenceText(one), one.name).toMatch(/copyright|\(c\)/i)
})

it('docs/licences.md and THIRD-PARTY-NOTICES.md are of what is installed: npm run licences', async () => {
  expect(readFileSync(licencesPath, 'utf8')).toBe(await renderLicences())
  expect(readFileSync(noticesPath, 'utf8')).toBe(await renderNotices())
})

it('the notices name the editor that is built into the playground, which no report has', () => {
  const [, report = '', playground = ''] = readFileSync(noticesPath, 'utf8').split(/^## /m)
  expect(playground).toContain('- @codemirror/view: Copyright (C) 2018')
  expect(report).not.toContain('codemirror')
  expect(report).toContain('- d3-scale: Copyright')
})
