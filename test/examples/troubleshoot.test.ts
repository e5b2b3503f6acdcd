import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { troubleshoot } from '../../examples/troubleshoot.js'

test("Tuesday's delivery: too early, on the wrong page, for someone else, and gone", () => {
  expect(troubleshoot(readFileSync('examples/demo/catalog.yaml', 'utf8'))).toEqual([
    '2029-03-13T10:00:00Z https://app.example.com/billing: before_from, until 2029-03-14T00:00:00Z',
    '2029-03-14T10:00:00Z https://app.example.com/dashboard: url_mismatch',
    '2029-03-15T10:00:00Z https://app.example.com/billing: segment_mismatch, plan is "team", not equal "trial"',
    '2029-03-16T10:00:00Z https://app.example.com/billing: discarded',
  ])
})
