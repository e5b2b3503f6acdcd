import { describe, expect, test } from 'vitest'
import { counterfactuals } from '../../src/explain.js'
import {
  catalog,
  compile,
  type Experience,
  experience,
  type Interaction,
  limitGroup,
  type Page,
  type Profile,
  profile,
} from '../../src/index.js'
import { codes } from '../../src/model/code.js'
import { type Delivery, delivery } from '../../src/model/delivery.js'
import type { Catalog } from '../../src/model/index.js'
import { answered } from './said.js'

const at = (text: string): number => Date.parse(text)
/** A Tuesday. */
const tuesday = at('2029-02-06T10:00:00Z')
const january = at('2029-01-01T00:00:00Z')
const app = 'https://app.example.com'

const survey = (id: string, given: Partial<Experience> = {}): Experience =>
  experience({ id, kind: 'survey', publishedAt: january, ...given })
const tour = (id: string, given: Partial<Experience> = {}): Experience =>
  experience({ id, kind: 'tour', publishedAt: january, ...given })

const person = (given: Partial<Profile> = {}): Profile => profile('anna', { seen: true, ...given })

const show = (id: string, experienceId: string, startedAt: string, given: Partial<Interaction> = {}): Interaction => ({
  id,
  experienceId,
  startedAt: at(startedAt),
  groupKind: 'automatic',
  groupId: null,
  state: 'started',
  stateAt: null,
  deferUntil: null,
  assumed: false,
  ...given,
})

const ended = (id: string, experienceId: string, endedAt: string): Interaction =>
  show(id, experienceId, endedAt, { state: 'completed', stateAt: at(endedAt) })

/** A profile with these deliveries pending, in this order. */
const sent = (deliveries: readonly Delivery[], given: Partial<Profile> = {}): Profile =>
  person({ deliveries, deliveryIds: deliveries.map(({ id }) => id), ...given })

const to = (modelId: string, given: Partial<Delivery> = {}): Delivery =>
  delivery({ id: 'd1', createdAt: january, modelKind: 'tour', modelId, profileId: 'anna', ...given })

interface Question {
  readonly asked: string
  readonly catalog: Partial<Catalog>
  readonly profile?: Profile
  readonly page?: Page
  /** Of which candidate, where it is not the first one. */
  readonly of: string
  /** The code, then the sets in their order. */
  readonly answer: readonly string[]
}

const questions: readonly Question[] = [
  {
    asked: 'Why did Anna not see the NPS survey on Tuesday?',
    // She saw another survey on Sunday, and there is one a week.
    catalog: {
      experiences: [survey('nps'), survey('feedback', { position: 9, publishedAt: null })],
      limitGroups: [limitGroup({ id: 'one_a_week', kind: 'survey', rateLimitSize: 1, rateLimitKind: '7d' })],
    },
    profile: person({ interactions: [show('i1', 'feedback', '2029-02-04T09:00:00Z')] }),
    of: 'nps',
    answer: [
      'rate_limited',
      'wait until 2029-02-11T09:00:00Z',
      'group one_a_week: 1 -> 2',
      'exempt nps',
      'without i1 of feedback at 2029-02-04T09:00:00Z',
    ],
  },
  {
    asked: 'Bo is on the team plan. Why does she get no offer?',
    catalog: { experiences: [tour('offer', { segment: { fact: 'plan', operator: 'in', value: ['trial', 'free'] } })] },
    profile: person({ traits: { plan: 'team' } }),
    of: 'offer',
    answer: ['segment_mismatch', 'plan: "team" -> "trial"'],
  },
  {
    asked: 'Why did the welcome tour not start for Cem on the billing page?',
    catalog: { experiences: [tour('welcome', { urlRules: [{ url: '/dashboard', matchType: 'simple' }] })] },
    page: { href: `${app}/billing` },
    of: 'welcome',
    answer: ['url_mismatch', `page ${app}/dashboard`],
  },
  {
    asked: 'The tax tour is planned for Monday. Why can nobody see it?',
    catalog: { experiences: [tour('tax', { publishedAt: at('2029-02-12T08:00:00Z') })] },
    of: 'tax',
    answer: ['not_live', 'wait until 2029-02-12T08:00:00Z', 'publish tax at 2029-02-06T10:00:00Z'],
  },
  {
    asked: 'The draft is done. Why is it not there?',
    catalog: { experiences: [tour('draft', { publishedAt: null })] },
    of: 'draft',
    answer: ['not_live', 'publish draft at 2029-02-06T10:00:00Z'],
  },
  {
    asked: 'We removed the old tour. How could it be shown again?',
    catalog: { experiences: [tour('old', { removed: true })] },
    of: 'old',
    answer: ['not_live', 'publish old at 2029-01-01T00:00:00Z'],
  },
  {
    asked: 'Why did the delivery for Dana not fire? It was good until Monday.',
    catalog: { experiences: [tour('pricing', { publishedAt: january, experimentRange: [0, 100] })] },
    profile: sent([to('pricing', { until: at('2029-02-05T00:00:00Z') })]),
    of: 'd1',
    answer: ['after_until', 'd1.until: 1864944000000 -> null'],
  },
  {
    asked: 'The delivery begins on Thursday. Can it come earlier?',
    catalog: { experiences: [tour('pricing', { experimentRange: [0, 100] })] },
    profile: sent([to('pricing', { from: at('2029-02-08T00:00:00Z') })]),
    of: 'd1',
    answer: ['before_from', 'wait until 2029-02-08T00:00:00Z', 'd1.from: 1865203200000 -> null'],
  },
  {
    asked: 'The delivery ends before the tour is published. What now?',
    catalog: { experiences: [tour('pricing', { publishedAt: at('2029-02-12T08:00:00Z') })] },
    profile: sent([to('pricing', { until: at('2029-02-10T00:00:00Z') })]),
    of: 'd1',
    answer: [
      'not_live',
      'publish pricing at 2029-02-06T10:00:00Z',
      // On the day of the publication it is over.
      'wait until 2029-02-12T08:00:00Z + d1.until: 1865376000000 -> null',
    ],
  },
  {
    asked: 'Eli saw the tour in January. Does the delivery not go out again?',
    catalog: { experiences: [tour('pricing', { experimentRange: [0, 100] })] },
    profile: sent([to('pricing', { once: true })], { interactions: [ended('i1', 'pricing', '2029-01-20T10:00:00Z')] }),
    of: 'd1',
    answer: ['already_seen', 'd1.once: true -> false'],
  },
  {
    asked: 'What happened to the delivery that was given up last week?',
    catalog: { experiences: [tour('pricing')] },
    profile: person({
      deliveries: [to('pricing', { state: 'discarded', stateAt: january, discardReason: 'segment_mismatch' })],
    }),
    of: 'd1',
    answer: ['discarded', 'never'],
  },
  {
    asked: 'The delivery showed once. Will it show again?',
    catalog: { experiences: [tour('pricing')] },
    profile: person({ deliveries: [to('pricing', { state: 'triggered', stateAt: january, at: january })] }),
    of: 'd1',
    answer: ['triggered', 'never'],
  },
  {
    asked: 'A colleague removed the delivery. Can it still show?',
    catalog: { experiences: [tour('pricing')] },
    profile: person({ deliveries: [to('pricing', { state: 'removed', stateAt: january })] }),
    of: 'd1',
    answer: ['removed', 'never'],
  },
  {
    asked: 'There were too many deliveries, and this one was dropped. Will it come later?',
    catalog: { experiences: [tour('pricing')] },
    profile: person({ deliveries: [to('pricing', { state: 'dropped', stateAt: january })] }),
    of: 'd1',
    answer: ['dropped', 'never'],
  },
  {
    asked: 'The delivery is there and the page is right. What is it waiting for?',
    catalog: {
      experiences: [
        tour('help', { triggers: [{ on: 'hover', element: '#help', name: null }], experimentRange: [0, 100] }),
      ],
    },
    profile: sent([to('help', { skipTriggers: false })]),
    of: 'd1',
    answer: ['armed', 'hover #help', 'd1.skipTriggers: false -> true'],
  },
  {
    asked: 'Fay clicked "ask me later". When is later?',
    catalog: { experiences: [survey('nps')] },
    profile: person({
      interactions: [
        show('i1', 'nps', '2029-02-05T10:00:00Z', {
          state: 'snoozed',
          stateAt: at('2029-02-05T10:01:00Z'),
          deferUntil: at('2029-02-08T10:01:00Z'),
        }),
      ],
    }),
    of: 'nps',
    answer: ['snoozed', 'wait until 2029-02-08T10:01:00Z'],
  },
  {
    asked: 'Fay clicked "ask me later", but by then it is over. And now?',
    catalog: { experiences: [survey('nps', { unpublishedAt: at('2029-02-07T00:00:00Z') })] },
    profile: person({
      interactions: [
        show('i1', 'nps', '2029-02-05T10:00:00Z', {
          state: 'snoozed',
          stateAt: at('2029-02-05T10:01:00Z'),
          deferUntil: at('2029-02-08T10:01:00Z'),
        }),
      ],
    }),
    of: 'nps',
    answer: ['snoozed', 'wait until 2029-02-08T10:01:00Z + publish nps at 2029-01-01T00:00:00Z'],
  },
  {
    asked: 'Gus finished the tour. Why does it not come back?',
    catalog: { experiences: [tour('welcome')] },
    profile: person({ interactions: [ended('i1', 'welcome', '2029-01-20T10:00:00Z')] }),
    of: 'welcome',
    answer: ['recurrence', 'welcome recurs none -> page'],
  },
  {
    asked: 'The survey is monthly. When is it due for Hal?',
    catalog: { experiences: [survey('nps', { recurrence: { kind: 'every', amount: 1, unit: 'month' } })] },
    profile: person({ interactions: [ended('i1', 'nps', '2029-01-31T10:00:00Z')] }),
    of: 'nps',
    // The end of January plus a month is the end of February.
    answer: ['recurrence', 'wait until 2029-02-28T10:00:00Z', 'nps recurs every -> page'],
  },
  {
    asked: 'Why is Ida not asked about her closed ticket?',
    catalog: { experiences: [survey('support', { recurrence: { kind: 'event', event: 'ticket_closed' } })] },
    profile: person({
      interactions: [ended('i1', 'support', '2029-02-01T10:00:00Z')],
      trackedAt: { ticket_closed: at('2029-01-31T10:00:00Z') },
    }),
    of: 'support',
    answer: ['recurrence', 'track ticket_closed', 'support recurs event -> page'],
  },
  {
    asked: 'Why does Jan never see the shortcuts tour?',
    catalog: { experiences: [tour('shortcuts', { experimentRange: [90, 10] })] },
    profile: person({ traits: { percent: 95 } }),
    of: 'shortcuts',
    answer: ['control_group', 'no control group for shortcuts'],
  },
  {
    asked: 'Two tours are for everybody. Why does Kim get only the first?',
    catalog: { experiences: [tour('first', { position: 2 }), tour('second', { position: 5 })] },
    of: 'second',
    answer: ['outranked', 'second above first: 5 -> 1'],
  },
  {
    asked: 'Why does the survey go before the tour?',
    catalog: { experiences: [tour('welcome', { position: 0 }), survey('nps', { position: 9 })] },
    of: 'welcome',
    answer: ['outranked', 'order tour, survey'],
  },
  {
    asked: 'A campaign ends tonight. Does the next one take over?',
    catalog: {
      experiences: [
        tour('campaign', { position: 0, unpublishedAt: at('2029-02-07T00:00:00Z') }),
        tour('next', { position: null }),
      ],
    },
    of: 'next',
    answer: ['outranked', 'wait until 2029-02-07T00:00:00Z', 'next above campaign: null -> -1'],
  },
  {
    asked: 'Sales sent Lea a tour. Is that why the survey did not come?',
    catalog: { experiences: [survey('nps'), tour('pricing')] },
    profile: sent([to('pricing')]),
    of: 'nps',
    answer: ['outranked', 'remove d1'],
  },
  {
    asked: 'Two deliveries were sent. Why did the first one not show?',
    catalog: { experiences: [tour('pricing'), tour('webinar')] },
    profile: sent([to('webinar', { id: 'd2' }), to('pricing')]),
    of: 'd1',
    answer: ['outranked', 'd1 before d2, at 0'],
  },
  {
    asked: 'Mo is on the right page. What does the tour wait for?',
    catalog: {
      experiences: [
        tour('help', {
          triggers: [
            { on: 'click', element: '#help', name: null },
            { on: 'time_on_page', seconds: 20 },
          ],
        }),
      ],
    },
    of: 'help',
    // Either trigger will do: the first of them is given.
    answer: ['armed', 'click #help'],
  },
  {
    asked: 'Why does clicking help not start the tour while the survey is there?',
    catalog: {
      experiences: [tour('help', { triggers: [{ on: 'click', element: '#help', name: null }] }), survey('nps')],
    },
    of: 'help',
    // Where the page load shows something, nothing waits for a click.
    answer: ['outranked', 'click #help + unpublish nps'],
  },
  {
    asked: 'Nothing at all shows for Ned. What is wrong with him?',
    catalog: { experiences: [tour('welcome')] },
    profile: person({ disabled: true }),
    of: 'welcome',
    answer: ['profile_disabled', 'enable the profile'],
  },
  {
    asked: 'Something is on the screen already. When is it the turn of the survey?',
    catalog: { experiences: [survey('nps')] },
    profile: person({ busy: true, pageAt: tuesday - 60_000, pageHref: `${app}/`, sessionStartedAt: tuesday - 60_000 }),
    page: { href: `${app}/`, peek: true },
    of: 'nps',
    answer: ['busy', 'load the page'],
  },
  {
    asked: 'We never heard of Ole. What would he see?',
    catalog: { experiences: [survey('nps')] },
    profile: profile('ole'),
    page: { href: `${app}/`, peek: true },
    of: 'nps',
    answer: ['profile_unseen', 'load the page'],
  },
  {
    asked: 'Two limits are full for Pia. Which one has to give?',
    // The tour of an hour ago fills both; the survey of Saturday is one of the two of the week.
    catalog: {
      experiences: [
        survey('nps'),
        survey('other', { position: 8, publishedAt: null }),
        tour('news', { position: 9, publishedAt: null }),
      ],
      limitGroups: [
        limitGroup({ id: 'visit', kind: 'all', rateLimitSize: 1, rateLimitKind: '2h' }),
        limitGroup({ id: 'week', kind: 'all', rateLimitSize: 2, rateLimitKind: '7d' }),
      ],
    },
    profile: person({
      interactions: [show('i1', 'other', '2029-02-03T12:00:00Z'), show('i2', 'news', '2029-02-06T09:00:00Z')],
    }),
    of: 'nps',
    answer: [
      'rate_limited',
      'wait until 2029-02-10T12:00:00Z',
      'exempt nps',
      'without i2 of news at 2029-02-06T09:00:00Z',
      'group visit: 1 -> 2 + group week: 2 -> 3',
      'group visit: 1 -> 2 + without i1 of other at 2029-02-03T12:00:00Z',
    ],
  },
  {
    asked: 'The group has size 0. Who gets past it?',
    catalog: {
      experiences: [tour('welcome')],
      limitGroups: [limitGroup({ id: 'none', kind: 'tour', rateLimitSize: 0, rateLimitKind: '1d' })],
    },
    of: 'welcome',
    answer: ['rate_limited', 'group none: 0 -> 1', 'exempt welcome'],
  },
  {
    asked: 'Quin is no admin and has four seats. What keeps him from the beta?',
    catalog: {
      experiences: [
        tour('beta', {
          segment: {
            any: [
              { fact: 'beta', operator: 'equal', value: true },
              {
                all: [
                  { fact: 'role', operator: 'equal', value: 'admin' },
                  { fact: 'seats', operator: 'greaterThanInclusive', value: 10 },
                ],
              },
            ],
          },
        }),
      ],
    },
    profile: person({ traits: { role: 'viewer', seats: 4, beta: false } }),
    of: 'beta',
    answer: ['segment_mismatch', 'beta: false -> true', 'role: "viewer" -> "admin" + seats: 4 -> 10'],
  },
  {
    asked: 'Why is Rut, a trial user in Norway, left out?',
    catalog: {
      segments: [
        { id: 'eu', name: null, conditions: { fact: 'company', path: '$.region', operator: 'equal', value: 'eu' } },
      ],
      experiences: [
        tour('offer', {
          segment: { all: [{ not: { fact: 'plan', operator: 'equal', value: 'trial' } }, { condition: 'eu' }] },
        }),
      ],
    },
    profile: person({ traits: { plan: 'trial', company: { region: 'no' } } }),
    of: 'offer',
    answer: ['segment_mismatch', 'company$.region: "no" -> "eu" + plan: "trial" -> nothing'],
  },
  {
    asked: 'The follow-up is for those who took the tour. Sol did not. What now?',
    catalog: {
      experiences: [
        survey('follow_up', {
          segment: { fact: 'history.welcome', path: '$.shows', operator: 'greaterThan', value: 0 },
        }),
        tour('welcome', { publishedAt: null }),
      ],
    },
    of: 'follow_up',
    // What happened is no trait: only another segment lets Sol in.
    answer: ['segment_mismatch', 'another segment for follow_up'],
  },
  {
    asked: 'Tom signed up 20 days ago. When is he asked, if it takes more than 30?',
    catalog: {
      experiences: [survey('nps', { segment: { fact: 'signed_up', operator: 'chameleon.lt-d', value: 30 } })],
    },
    profile: person({ traits: { signed_up: '2029-01-17T10:00:00Z' } }),
    of: 'nps',
    // Exactly 30 days are not more than 30; a day more than that is, on Tuesday.
    answer: [
      'segment_mismatch',
      'wait until 2029-02-16T10:00:00.001Z',
      'signed_up: "2029-01-17T10:00:00Z" -> "2029-01-06T10:00:00Z"',
    ],
  },
  {
    asked: 'The same was delivered to Tom with the segment. Will it show in ten days?',
    catalog: {
      experiences: [
        survey('nps', {
          segment: { fact: 'signed_up', operator: 'chameleon.lt-d', value: 30 },
          experimentRange: [0, 100],
        }),
      ],
    },
    profile: sent([to('nps', { modelKind: 'survey', useSegmentation: true })], {
      traits: { signed_up: '2029-01-17T10:00:00Z' },
    }),
    of: 'd1',
    // This page load discards it, so waiting does not help.
    answer: [
      'segment_mismatch',
      'signed_up: "2029-01-17T10:00:00Z" -> "2029-01-06T10:00:00Z"',
      'd1.useSegmentation: true -> false',
    ],
  },
  {
    asked: 'Una is on the wrong page and the wrong plan. What would it have taken?',
    catalog: {
      experiences: [
        tour('upgrade', {
          urlRules: [{ url: `${app}/billing`, matchType: 'exact' }],
          segment: { fact: 'plan', operator: 'equal', value: 'free' },
        }),
      ],
    },
    profile: person({ traits: { plan: 'team' } }),
    of: 'upgrade',
    answer: ['url_mismatch', `page ${app}/billing + plan: "team" -> "free"`],
  },
  {
    asked: 'The rule says exactly /billing. Why does it match no page?',
    catalog: { experiences: [tour('upgrade', { urlRules: [{ url: '/billing', matchType: 'exact' }] })] },
    page: { href: `${app}/billing` },
    of: 'upgrade',
    answer: ['url_mismatch', 'other URL rules for upgrade'],
  },
  {
    asked: 'The delivery sent Vic to the start page. Why did it not show where he was?',
    catalog: {
      experiences: [
        tour('welcome', {
          startUrl: `${app}/dashboard`,
          urlRules: [{ url: `${app}/dashboard`, matchType: 'starts_with' }],
          experimentRange: [0, 100],
        }),
      ],
    },
    profile: sent([to('welcome', { redirect: true, skipUrlMatch: false })]),
    of: 'd1',
    answer: ['redirected', `page ${app}/dashboard`, 'd1.skipUrlMatch: false -> true'],
  },
]

describe('questions as support asks them, answered by the output alone', () => {
  test('there are 30 and more, each asked once', () => {
    expect(new Set(questions.map(({ asked }) => asked)).size).toBeGreaterThanOrEqual(30)
    expect(new Set(questions.map(({ asked }) => asked)).size).toBe(questions.length)
  })

  const answers = ({ catalog: given, profile: who = person(), page = { href: `${app}/` } }: Question) =>
    counterfactuals(compile(catalog(given)), who, page, tuesday)

  test.each(questions)('$asked', (question) => {
    const found = answers(question).find(({ id }) => id === question.of)
    if (found === undefined) throw new Error(`${question.of} showed`)
    expect(answered(found)).toEqual(question.answer)
  })

  test('every reason is asked about, and every kind of change is an answer', () => {
    const all = questions.flatMap(answers)
    const asked = new Set<string>(all.map(({ code }) => code))
    expect(codes.filter((code) => code !== 'shown' && !asked.has(code))).toEqual([])
    expect(new Set(all.flatMap(({ sets }) => sets.flatMap((set) => set.map(({ kind }) => kind)))).size).toBe(21)
  })
})
