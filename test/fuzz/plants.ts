/** A bug that is put into a source of the engine: some text of it, and what stands there instead. */
export interface Plant {
  readonly says: string
  readonly rule: string
  readonly file: string
  readonly text: string
  readonly instead: string
}

/** Bugs of the kinds that a rule page warns of: each must be found, and within seconds. */
export const plants: readonly Plant[] = [
  {
    says: 'a window is one millisecond too long',
    rule: 'L4',
    file: 'src/eligibility/limits.ts',
    text: 'return filled + window.windowMs',
    instead: 'return filled + window.windowMs + 1',
  },
  {
    says: 'a recurrence counts from the start instead of the end',
    rule: 'H4',
    file: 'src/eligibility/history.ts',
    text: 'return addUnits(endedAt, recurrence.amount, recurrence.unit)',
    instead: 'return addUnits(past.startedAt, recurrence.amount, recurrence.unit)',
  },
  {
    says: "a delivery's until is left out of its window",
    rule: 'E3',
    file: 'src/eligibility/checks/window.ts',
    text: 'return now > (delivery?.until ?? now)',
    instead: 'return now >= (delivery?.until ?? now + 1)',
  },
  {
    says: 'once is ignored',
    rule: 'E3',
    file: 'src/eligibility/checks/once.ts',
    text: 'candidate.delivery?.once && shows(candidate, subject) > 0',
    instead: 'candidate.delivery?.once && shows(candidate, subject) < 0',
  },
  {
    says: 'a show leaves armed what was armed',
    rule: 'E7',
    file: 'src/history/record.ts',
    text: '    draft.busy = true\n    draft.armed = noIds\n  },\n\n  redirect',
    instead: '    draft.busy = true\n  },\n\n  redirect',
  },
  {
    says: 'the end of anything frees the page',
    rule: 'H6',
    file: 'src/history/interactions.ts',
    text: "if (ended.state === 'snoozed' || !isOnThisPage(draft, ended.startedAt)) return",
    instead: 'if (!isOnThisPage(draft, at)) return',
  },
  {
    says: 'a trigger arms twice',
    rule: 'E7',
    file: 'src/eligibility/decide.ts',
    text: "if (code === 'armed') armed.push(candidateId(candidate))",
    instead: "if (code === 'armed') armed.push(candidateId(candidate), candidateId(candidate))",
  },
  {
    says: 'a snooze holds one millisecond too long',
    rule: 'H5',
    file: 'src/eligibility/history.ts',
    text: '=> deferUntil ?? -never',
    instead: '=> (deferUntil ?? -never) + 1',
  },
  {
    says: 'a full group lets in what it has counted',
    rule: 'L3',
    file: 'src/eligibility/limits.ts',
    text: 'if (isDistinct) counted.push(index)',
    instead: 'if (!isDistinct) counted.push(index)',
  },
  {
    says: 'shows by launcher count',
    rule: 'L7',
    file: 'src/eligibility/limits.ts',
    text: "new Set(['delivery', 'link', 'api_js', 'launcher'])",
    instead: "new Set(['delivery', 'link', 'api_js'])",
  },
  {
    says: 'a delivery is dropped from the front',
    rule: 'D7',
    file: 'src/deliveries/place.ts',
    text: 'const dropped = inserted.slice(limit)',
    instead: 'const dropped = inserted.slice(0, inserted.length - limit)',
  },
  {
    says: 'a session ends at 90 minutes',
    rule: 'L5',
    file: 'src/history/record.ts',
    text: 'at - pageAt > sessionGapMs',
    instead: 'at - pageAt >= sessionGapMs',
  },
  {
    says: 'what an edit takes out stays',
    rule: 'C6',
    file: 'src/authoring/edit-collection.ts',
    text: "if (entry.removed === true && collection !== 'experiences') taken.add(index)",
    instead: "if (entry.removed === true && collection === 'tags') taken.add(index)",
  },
  {
    says: 'what is sent goes out when it is prepared',
    rule: 'N3',
    file: 'src/sendings/advance.ts',
    text: 'if (!isOpen || scheduledAt === null || now < scheduledAt ||',
    instead: 'if (!isOpen || scheduledAt === null ||',
  },
]
