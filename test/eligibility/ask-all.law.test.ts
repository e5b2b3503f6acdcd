import fc from 'fast-check'
import { expect, test } from 'vitest'
import { checksOf } from '../../src/eligibility/attempt.js'
import { askAll } from '../../src/eligibility/checks/ask-all.js'
import { Subject } from '../../src/eligibility/subject.js'
import { candidatesOf } from '../../src/eligibility/verdicts.js'
import { apply, compile } from '../../src/index.js'
import { arbitraryQuestion } from '../naive/arbitrary.js'

const numRuns = Number(process.env.ONCUE_RUNS ?? 1_000)

test('E3, E5: all checks asked at once say what each says by itself, in order', () => {
  fc.assert(
    fc.property(arbitraryQuestion, ({ catalog, profile, page, now }) => {
      const asked = page.peek ? profile : apply(profile, { type: 'page', at: now, href: page.href })
      const subject = new Subject(compile(catalog), asked)
      subject.refresh()
      const moment = { now, href: page.href, trigger: page.trigger ?? null }
      for (const candidate of candidatesOf(subject, moment)) {
        const oneByOne = checksOf(candidate).map((check) => check.fails(candidate, subject, moment))
        expect(askAll(candidate, subject, moment)).toEqual(oneByOne)
      }
    }),
    { numRuns },
  )
})
