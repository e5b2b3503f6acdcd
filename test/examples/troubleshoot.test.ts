import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { troubleshoot } from '../../examples/troubleshoot.js'

test("Tuesday's delivery: too early, on the wrong page, for someone else, and gone", () => {
  expect(troubleshoot(readFileSync('examples/demo/catalog.yaml', 'utf8'))).toEqual([
    '2029-03-13T10:00:00Z https://app.example.com/billing: delivery tuesday of plan_survey does not show: ' +
      'it begins at 14 Mar 2029 00:00 UTC (in 14 h)',
    '2029-03-14T10:00:00Z https://app.example.com/dashboard: delivery tuesday of plan_survey does not show: ' +
      'the page "https://app.example.com/dashboard" must start with "https://app.example.com/billing"',
    '2029-03-15T10:00:00Z https://app.example.com/billing: delivery tuesday of plan_survey does not show: ' +
      'profile u7 is not in segment trial_admins, for which plan must be "trial" (it is "team")',
    '2029-03-16T10:00:00Z https://app.example.com/billing: delivery tuesday of plan_survey does not show: ' +
      'it was discarded at 15 Mar 2029 10:00 UTC',
  ])
})
