import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { zoneNamed } from '../../src/authoring/index.js'
import type { Terminal } from '../../src/cli/io.js'
import { lookOf } from '../../src/cli/render/look.js'
import { renderTimeline } from '../../src/cli/render/timeline.js'
import type { Code } from '../../src/index.js'
import type { Digest } from '../../src/simulator/index.js'

// A Monday.
const start = Date.UTC(2029, 0, 1)
const hour = 3_600_000

/** The timeline of a tour's page loads, given as hours since the start; `shown` are shows besides. */
function timeline(
  loads: readonly (readonly [hours: number, code: Code])[],
  { shown = [], width = 80, zone, candidateId = 'tour' }: Partial<Asked> = {},
): string {
  const digest = {
    candidateId,
    loads: loads.map(([hours, code], line) => ({ line, at: start + hours * hour, code })),
    shows: shown.map((hours) => ({ at: start + hours * hour })),
  } as unknown as Digest
  const plain = (text: string): string => text
  return renderTimeline(digest, { width, zone, colours: { dim: plain } as never })
}

interface Asked {
  readonly shown: readonly number[]
  readonly width: number
  readonly zone: ReturnType<typeof zoneNamed>
  readonly candidateId: string
}

describe('a timeline in characters', () => {
  it('of one page load has one column', () => {
    expect(timeline([[9.5, 'not_live']])).toBe('its page loads by hour:\n  tour  ○\n  ○ it was held back\n')
  })

  it('has the strongest mark of each hour, and none where there was no page load', () => {
    // 9: held back, then shown. 10: nothing. 11: held back. 12: a delivery after its turn. 13: only a show, by a trigger.
    const loads = [
      [9.1, 'rate_limited'],
      [9.2, 'shown'],
      [9.3, 'recurrence'],
      [11, 'recurrence'],
      [12, 'triggered'],
    ] as const
    expect(timeline(loads, { shown: [9.2, 13] })).toBe(
      'its page loads by hour:\n' +
        '  tour  ● ○·●\n' +
        '  ● it showed   ○ it was held back   · its turn was over   blank: no page load\n',
    )
  })

  it('knows a delivery that sends the page on, and one whose turn is over', () => {
    expect(
      timeline([
        [2, 'url_mismatch'],
        [3, 'redirected'],
        [4, 'shown'],
        [5, 'triggered'],
      ]),
    ).toBe(
      'its page loads by hour:\n' +
        '  tour  ○→●·\n' +
        // Just 80 characters.
        '  ● it showed   → it sent the page on   ○ it was held back   · its turn was over\n',
    )
  })

  it('takes the finest columns that fit: of 72, two hours fit six days, a day does not', () => {
    // "  tour  " takes 8 of 80.
    expect(
      timeline([
        [0, 'shown'],
        [71, 'shown'],
      ]),
    ).toContain('by hour:')
    expect(
      timeline([
        [0, 'shown'],
        [72, 'shown'],
      ]),
    ).toContain('by 2 hours:')
    expect(
      timeline([
        [0, 'shown'],
        [143.9, 'shown'],
      ]),
    ).toContain('by 2 hours:')
    expect(
      timeline([
        [0, 'shown'],
        [144, 'shown'],
      ]),
    ).toContain('by 4 hours:')
    expect(
      timeline([
        [0, 'shown'],
        [72 * 24 - 1, 'shown'],
      ]),
    ).toContain('by day:')
    expect(
      timeline([
        [0, 'shown'],
        [72 * 24, 'shown'],
      ]),
    ).toContain('by 2 days:')
  })

  it('of 10,000 page loads in a year has a column for each week, from Monday', () => {
    const loads = Array.from({ length: 10_000 }, (_, k) => [(k * 365 * 24) / 10_000, 'recurrence'] as const)
    const rows = timeline(loads, { shown: [7 * 24] }).split('\n')
    // 365 days are 52 weeks and a day; the show is on the second Monday.
    expect(rows).toEqual([
      'its page loads by week:',
      `  tour  ○●${'○'.repeat(51)}`,
      '  ● it showed   ○ it was held back',
      '',
    ])
  })

  it('begins its days where the zone does', () => {
    const daily = Array.from({ length: 5 }, (_, k) => [k * 24 + 23.5, k === 1 ? 'shown' : 'busy'] as const)
    const wide = [...daily, [70 * 24, 'busy']] as const
    expect(timeline(wide)).toContain(`  tour  ○●○○○${' '.repeat(65)}○\n`)
    // At 23:30 it is the next day in Berlin; so the last one, at midnight, is 69 days after the first and not 70.
    expect(timeline(wide, { zone: zoneNamed('Europe/Berlin') })).toContain(`  tour  ○●○○○${' '.repeat(64)}○\n`)
  })

  it('keeps to the width that there is, whatever the name', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.tuple(fc.double({ min: 0, max: 3_000_000, noNaN: true }), fc.constantFrom('shown', 'busy', 'removed')),
          {
            minLength: 1,
          },
        ),
        fc.integer({ min: 40, max: 200 }),
        fc.constantFrom('tour', '案'.repeat(40), 'x'.repeat(500), 'a\u001b[2Jb'),
        (loads, width, candidateId) => {
          const sorted = [...loads].sort(([a], [b]) => a - b)
          const lines = timeline(sorted, { width, candidateId }).split('\n')
          for (const line of lines) {
            const cells = [...line].reduce((sum, one) => sum + (one > '\u2fff' ? 2 : 1), 0)
            expect(cells).toBeLessThanOrEqual(width)
            expect(line).not.toContain('\u001b')
          }
          const marks = [...new Set(loads.map(([, code]) => (code === 'removed' ? '·' : code === 'shown' ? '●' : '○')))]
          // What a column has is one of the marks that were made, and the first and the last have one.
          expect(lines[1]).toMatch(new RegExp(`  [${marks.join('')}]([ ${marks.join('')}]*[${marks.join('')}])?$`))
        },
      ),
    )
  })
})

describe('the width', () => {
  const terminal = (given: object) => lookOf({ stdout: given as Terminal, env: {} }).width

  it('is that of the terminal, 80 where there is none, and never too small to say anything', () => {
    expect(terminal({ isTTY: true, columns: 132 })).toBe(132)
    expect(terminal({ isTTY: true })).toBe(80)
    expect(terminal({ isTTY: true, columns: 3 })).toBe(40)
    expect(terminal({ columns: 132 })).toBe(80)
  })
})

it('of no page load there is none', () => {
  expect(timeline([])).toBe('')
})
