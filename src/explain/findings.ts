import type { Answers } from '../eligibility/attempt.js'
import type { Candidate, Moment } from '../eligibility/candidate.js'
import type { Check } from '../eligibility/check.js'
import { controlGroupCheck, percentOf } from '../eligibility/checks/control-group.js'
import { historyCheck } from '../eligibility/checks/history.js'
import { automaticChecks, deliveryChecks } from '../eligibility/checks/index.js'
import { limitsCheck } from '../eligibility/checks/limits.js'
import { liveCheck } from '../eligibility/checks/live.js'
import { onceCheck } from '../eligibility/checks/once.js'
import { isSegmentSkipped, segmentCheck } from '../eligibility/checks/segment.js'
import { triggersCheck } from '../eligibility/checks/triggers.js'
import { hasArrived, isUrlSkipped, urlCheck } from '../eligibility/checks/url.js'
import { windowCheck } from '../eligibility/checks/window.js'
import { endOf } from '../eligibility/past.js'
import type { Subject } from '../eligibility/subject.js'
import type { CompiledGroup } from '../engine/index.js'
import { explainUrlRules } from '../urls/index.js'
import type { Finding, GroupFinding } from './finding.js'
import { findGroup } from './group.js'
import type { TreeOf } from './trees.js'

/** Each check of a candidate in order, with the values that it compared (X1). A limit group is looked at once for all. */
export function createFindings(
  subject: Subject,
  moment: Moment,
  treeOf: TreeOf,
): (candidate: Candidate, answers: Answers) => readonly Finding[] {
  const groups = new Map<CompiledGroup, GroupFinding>()
  const findGroupOnce = (group: CompiledGroup): GroupFinding => {
    let found = groups.get(group)
    if (found === undefined) {
      found = findGroup(group, subject, moment.now)
      groups.set(group, found)
    }
    return found
  }
  return (candidate, answers) =>
    (candidate.delivery === null ? automaticFinders : deliveryFinders).map((find, k) =>
      find(candidate, subject, moment, answers[k] === null, findGroupOnce, treeOf),
    )
}

type Find = (
  candidate: Candidate,
  subject: Subject,
  moment: Moment,
  passes: boolean,
  findGroupOnce: (group: CompiledGroup) => GroupFinding,
  treeOf: TreeOf,
) => Finding

/** What each check compares: every check has its finder here. */
const finders: ReadonlyMap<Check, Find> = new Map<Check, Find>([
  [
    windowCheck,
    ({ delivery }, _subject, _moment, passes) => ({
      check: 'window',
      passes,
      from: delivery?.from ?? null,
      until: delivery?.until ?? null,
    }),
  ],

  [
    liveCheck,
    ({ experience: { source } }, _subject, _moment, passes) => ({
      check: 'live',
      passes,
      publishedAt: source.publishedAt,
      unpublishedAt: source.unpublishedAt,
      removed: source.removed,
    }),
  ],

  [
    controlGroupCheck,
    ({ experience }, subject, _moment, passes) => ({
      check: 'control_group',
      passes,
      percent: percentOf(subject),
      range: experience.source.experimentRange,
    }),
  ],

  [
    urlCheck,
    (candidate, _subject, { href }, passes) => ({
      check: 'url',
      passes,
      skipped: isUrlSkipped(candidate),
      arrived: hasArrived(candidate),
      op: candidate.experience.source.urlOp,
      rules: explainUrlRules(candidate.experience.source.urlRules, href),
    }),
  ],

  [
    segmentCheck,
    (candidate, subject, { now }, passes, _findGroupOnce, treeOf) => ({
      check: 'segment',
      passes,
      skipped: isSegmentSkipped(candidate),
      tree: treeOf(candidate.experience, subject, now),
    }),
  ],

  [
    onceCheck,
    ({ experience, delivery }, { pasts }, _moment, passes) => ({
      check: 'once',
      passes,
      once: delivery?.once ?? false,
      shows: pasts.of(experience.index)?.shows ?? 0,
    }),
  ],

  [
    historyCheck,
    ({ experience }, { pasts }, _moment, passes) => {
      const past = pasts.of(experience.index)
      return {
        check: 'history',
        passes,
        recurrence: experience.source.recurrence,
        endedAt: past === undefined ? null : endOf(past),
        deferUntil: past?.deferUntil ?? null,
      }
    },
  ],

  [
    limitsCheck,
    ({ experience }, _subject, _moment, passes, findGroupOnce) => ({
      check: 'limits',
      passes,
      exempt: experience.source.rateUnlimitAt !== null,
      groups: experience.groups.map(findGroupOnce),
    }),
  ],

  [
    triggersCheck,
    ({ experience, delivery }, _subject, _moment, passes) => ({
      check: 'triggers',
      passes,
      skipped: delivery?.skipTriggers ?? false,
      triggers: experience.source.triggers,
    }),
  ],
])

const findersOf = (checks: readonly Check[]): readonly Find[] => checks.map((check) => finders.get(check) as Find)
const automaticFinders = findersOf(automaticChecks)
const deliveryFinders = findersOf(deliveryChecks)
