import { describe, expect, it } from 'vitest'
import { catalogText, cli, files } from './cli.js'

const at = (minute: string): string => `2029-02-03T10:${minute}:00Z`
const jsonl = (lines: readonly object[]): string => lines.map((line) => `${JSON.stringify(line)}\n`).join('')
const experience = { channels: [{ type: 'experience', delivery: { model_kind: 'tour', model_id: 'tour' } }] }
const immediate = { type: 'sending', at: at('10'), schedule: { type: 'immediate' } }
const path = files({
  'c.yaml': catalogText.replace('recurrence: { kind: page }', 'recurrence: { kind: none }'),
  't.jsonl': jsonl([
    { at: at('00'), profile_id: 'u1', href: 'https://x.test/home' },
    { at: at('05'), profile_id: 'u2', href: 'https://x.test/home' },
    { ...immediate, id: 'spring', message: experience, audience: { type: 'inline', conditions: [] } },
    { ...immediate, id: 'letter', recipients: [{ member_id: 'u1' }, { email: 'jan@example.com' }] },
    { ...immediate, id: 'letter', recipients: [{ member_id: 'u1' }] },
    { ...immediate, id: 'idea', schedule: null, recipients: [{ member_id: 'u1' }] },
    { at: at('20'), profile_id: 'u1', href: 'https://x.test/home' },
    { at: at('30'), profile_id: 'u1', href: 'https://x.test/home' },
  ]),
  'edit.jsonl': jsonl([
    { type: 'catalog', at: at('10'), profile_id: 'u1', experiences: [{ id: 'tour', published_at: null }] },
    { at: at('20'), profile_id: 'u2', href: 'https://x.test/app' },
  ]),
})
const base = ['--catalog', path('c.yaml'), '--trace', path('t.jsonl')]

describe('sendings on the command line', () => {
  it('have a row each in what simulate says, and their deliveries are among the others', async () => {
    const { code, out } = await cli(['simulate', ...base])
    expect(code).toBe(0)
    expect(out).toContain(`2 deliveries were made, 2 of them by sendings:
  what became of them  times
  triggered                1
  still pending            1

  sending  status       at                    members  out of reach  dispatches  went out  deliveries made  refused
  spring   transmitted  2029-02-03T10:10:00Z        2             0           2         2                2        0
  letter   transmitted  2029-02-03T10:10:00Z        1             1           1         1                0        0
  idea     draft                                    0             0           0         0                0        0
1 call of sendings refused with 422
`)
  })

  it('say it in figures', async () => {
    const { sendings, deliveries } = JSON.parse((await cli(['simulate', ...base, '--json'])).out)
    const none = { sms: 0, email: 0, push: 0, experience: 0 }
    const nothing = { created: 0, repeated: 0, refused: {} }
    expect(sendings).toEqual({
      by_status: {
        draft: 1,
        scheduled: 0,
        preparing: 0,
        prepared: 0,
        transmitting: 0,
        transmitted: 2,
        skipped: 0,
        failed: 0,
        cancelled: 0,
      },
      refused: { 422: 1 },
      list: [
        {
          id: 'spring',
          status: 'transmitted',
          scheduled_at: at('10'),
          members: 2,
          unreachable: 0,
          dispatches: { ...none, experience: 2 },
          dispatched: { ...none, experience: 2 },
          deliveries: { created: 2, repeated: 0, refused: {} },
        },
        {
          id: 'letter',
          status: 'transmitted',
          scheduled_at: at('10'),
          members: 1,
          unreachable: 1,
          dispatches: { ...none, email: 1 },
          dispatched: { ...none, email: 1 },
          deliveries: nothing,
        },
        {
          id: 'idea',
          status: 'draft',
          scheduled_at: null,
          members: 0,
          unreachable: 0,
          dispatches: none,
          dispatched: none,
          deliveries: nothing,
        },
      ],
    })
    // Ten minutes from the sending to the next page load; the other person never came by.
    expect(deliveries).toMatchObject({
      created: 0,
      triggered: 1,
      pending: 1,
      time_to_show: { longest_ms: 600_000 },
      experiences: [{ id: 'tour', made: 2 }],
    })
  })

  it('are part of the story of those whom they reach', async () => {
    const { out } = await cli(['explain', ...base, '--profile-id', 'u1', '--story'])
    expect(out).toContain('        3  2029-02-03T10:10:00Z  sending spring goes out by experience  201 spring:u1\n')
    const one = await cli(['explain', ...base, '--profile-id', 'u1', '--story', '--line', '3'])
    expect(one.out).toContain('delivery   spring:u1 of tour: pending')
    // Behind the last event of u2.
    const other = await cli(['explain', ...base, '--profile-id', 'u2', '--story', '--json'])
    expect(JSON.parse(other.out).events.at(-1)).toMatchObject({
      line: 3,
      type: 'dispatch',
      carried: { sending_id: 'spring', channel: 'experience' },
      answer: { status: 201, delivery_id: 'spring:u2', messages: [] },
    })
  })

  it('make deliveries that can be asked about', async () => {
    const { out } = await cli(['explain', ...base, '--profile-id', 'u1', '--delivery', 'spring:u1', '--json'])
    expect(JSON.parse(out)).toMatchObject({
      made_at: at('10'),
      page_loads: 2,
      reasons: [{ code: 'shown' }, { code: 'triggered' }],
    })
    // What comes later than what is asked about has not happened.
    const early = await cli(['explain', ...base, '--profile-id', 'u1', '--delivery', 'spring:u1', '--until', at('09')])
    expect(early).toMatchObject({ code: 2 })
  })

  it('C6: an edit takes effect for everyone, whoever its line names', async () => {
    const { out } = await cli(['simulate', '--catalog', path('c.yaml'), '--trace', path('edit.jsonl'), '--json'])
    expect(JSON.parse(out)).toMatchObject({ edits: { accepted: 1 }, page_loads: 1, page_loads_with_show: 0 })
  })
})
