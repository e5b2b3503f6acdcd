import type { Answers } from '../eligibility/attempt.js'
import type { Candidate, Moment } from '../eligibility/candidate.js'
import { percentOf } from '../eligibility/checks/control-group.js'
import { isSegmentSkipped } from '../eligibility/checks/segment.js'
import { hasArrived, isUrlSkipped } from '../eligibility/checks/url.js'
import { endOf } from '../eligibility/past.js'
import type { Subject } from '../eligibility/subject.js'
import type { UrlRuleAnswer } from '../urls/index.js'
import { alikeIn } from './alike.js'
import type { Finding, GroupFinding } from './finding.js'
import { findGroup } from './group.js'
import type { TreeOf } from './trees.js'
import { urlAnswersOf } from './url-answers.js'

/**
 * Each check of a candidate in order, with the values that it compared (X1). What is the same for several candidates is
 * looked at once, and findings that say the same may be one object.
 */
export function createFindings(
  subject: Subject,
  moment: Moment,
  treeOf: TreeOf,
): (candidate: Candidate, answers: Answers) => readonly Finding[] {
  const scene: Scene = {
    subject,
    moment,
    treeOf,
    rules: urlAnswersOf(subject.engine, moment.href),
    alike: alikeIn(subject.engine),
    limits: [],
    groups: [],
  }
  return (candidate, answers) =>
    candidate.delivery === null ? findAutomatic(candidate, answers, scene) : findDelivery(candidate, answers, scene)
}

/** What is asked, and what was found that others share. */
interface Scene {
  readonly subject: Subject
  readonly moment: Moment
  readonly treeOf: TreeOf
  readonly rules: (candidate: Candidate) => readonly UrlRuleAnswer[]
  /** By experience: those of the same number are in the same groups. */
  readonly alike: readonly number[]
  /** By that number. */
  readonly limits: Finding[]
  /** By the group's place in the catalog. */
  readonly groups: GroupFinding[]
}

type Find = (candidate: Candidate, passes: boolean, scene: Scene) => Finding

type FindAll = (candidate: Candidate, answers: Answers, scene: Scene) => readonly Finding[]

// In the order of `automaticChecks` and `deliveryChecks`. Each is called from a place of its own, which makes an
// explanation a tenth faster than going through a list of them (docs/performance.md).

const findAutomatic: FindAll = (candidate, answers, scene) => [
  findLive(candidate, answers[0] === null, scene),
  findControlGroup(candidate, answers[1] === null, scene),
  findUrl(candidate, answers[2] === null, scene),
  findSegment(candidate, answers[3] === null, scene),
  findHistory(candidate, answers[4] === null, scene),
  findLimits(candidate, answers[5] === null, scene),
  findTriggers(candidate, answers[6] === null, scene),
]

const findDelivery: FindAll = (candidate, answers, scene) => [
  findWindow(candidate, answers[0] === null, scene),
  findLive(candidate, answers[1] === null, scene),
  findUrl(candidate, answers[2] === null, scene),
  findSegment(candidate, answers[3] === null, scene),
  findOnce(candidate, answers[4] === null, scene),
  findTriggers(candidate, answers[5] === null, scene),
]

const findWindow: Find = ({ delivery }, passes) => ({
  check: 'window',
  passes,
  from: delivery?.from ?? null,
  until: delivery?.until ?? null,
})

const findLive: Find = ({ experience: { source } }, passes) => ({
  check: 'live',
  passes,
  publishedAt: source.publishedAt,
  unpublishedAt: source.unpublishedAt,
  removed: source.removed,
})

const findControlGroup: Find = ({ experience }, passes, { subject }) => ({
  check: 'control_group',
  passes,
  percent: percentOf(subject),
  range: experience.source.experimentRange,
})

const findUrl: Find = (candidate, passes, { rules }) => ({
  check: 'url',
  passes,
  skipped: isUrlSkipped(candidate),
  arrived: hasArrived(candidate),
  op: candidate.experience.source.urlOp,
  rules: rules(candidate),
})

const findSegment: Find = (candidate, passes, { subject, moment: { now }, treeOf }) => ({
  check: 'segment',
  passes,
  skipped: isSegmentSkipped(candidate),
  tree: treeOf(candidate.experience, subject, now),
})

const findOnce: Find = ({ experience, delivery }, passes, { subject: { pasts } }) => ({
  check: 'once',
  passes,
  once: delivery?.once ?? false,
  shows: pasts.of(experience.index)?.shows ?? 0,
})

const findHistory: Find = ({ experience }, passes, { subject: { pasts } }) => {
  const past = pasts.of(experience.index)
  return {
    check: 'history',
    passes,
    recurrence: experience.source.recurrence,
    endedAt: past === undefined ? null : endOf(past),
    deferUntil: past?.deferUntil ?? null,
  }
}

const findLimits: Find = ({ experience: { index, source, groups } }, passes, scene) => {
  const at = scene.alike[index] as number
  const known = scene.limits[at]
  if (known !== undefined) return known
  const { subject, moment } = scene
  const found: Finding = {
    check: 'limits',
    passes,
    exempt: source.rateUnlimitAt !== null,
    groups: groups.map((group) => (scene.groups[group.index] ??= findGroup(group, subject, moment.now))),
  }
  scene.limits[at] = found
  return found
}

const findTriggers: Find = ({ experience, delivery }, passes) => ({
  check: 'triggers',
  passes,
  skipped: delivery?.skipTriggers ?? false,
  triggers: experience.source.triggers,
})
