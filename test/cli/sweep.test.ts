import { describe, expect, it } from 'vitest'
import { catalogText, cli, files, traceText } from './cli.js'

const path = files({ 'c.yaml': catalogText, 't.jsonl': traceText })
const base = ['sweep', '--catalog', path('c.yaml'), '--trace', path('t.jsonl'), '--vary']

describe('oncue sweep', () => {
  it('replays every value, marks the front, and says who is worse off', async () => {
    // None an hour: nothing ever shows, so both lost all. One: nps at 10:00, tour at 11:00 and to u2. Two: tour at 10:30
    // as well. What is held back: none: nps four times by the full group, tour four times. One: as a simulation says,
    // nps three times by its recurrence, tour once each by the group and by nps. Two: tour by nps only.
    const { code, out, err } = await cli([...base, 'hourly.rate_limit_size=0..2'])
    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(out).toBe(`2 profiles; as the catalog is, hourly.rate_limit_size is 1:
3 shows to 2 profiles (100 %)

  hourly.rate_limit_size  front       shows  reach  p90 in 7 d  max  more in 7 d  lost all  held back  mostly because
                       0  *               0      0           0    0            0         2          8  a limit group is full (100 %)
                       1  * as it is      3      2           2    2            0         0          5  it ended, and its recurrence has not let go (60 %)
                       2                  4      2           3    3            1         0          4  it ended, and its recurrence has not let go (75 %)

* on the front: no other row reaches as many with as few shows in seven days, and does better in one
more in 7 d, lost all: profiles worse off than as the catalog is
every row is a replay of its own: between them nothing is known
assumed: the same page loads whatever is shown, and whatever else oncue simulate says of each catalog
`)
  })

  it('varies two parameters, and answers in JSON', async () => {
    const { code, out } = await cli([...base, 'hourly.rate_limit_size=1,2', 'hourly.rate_limit_kind=30m,1h', '--json'])
    expect(code).toBe(0)
    const answer = JSON.parse(out)
    expect(answer).toMatchObject({
      partial: false,
      profiles: 2,
      parameters: [
        { name: 'hourly.rate_limit_size', current: 1 },
        { name: 'hourly.rate_limit_kind', current: '1h' },
      ],
      base: { shows: 3, reached: 2, fatigue: { p90: 2, max: 2 } },
    })
    // In half an hour there is room for one again at exactly 10:30 and 11:00.
    expect(
      answer.combinations.map(({ values, shows, base: isBase }: Record<string, unknown>) => [values, shows, isBase]),
    ).toEqual([
      [{ 'hourly.rate_limit_size': 1, 'hourly.rate_limit_kind': '30m' }, 4, false],
      [{ 'hourly.rate_limit_size': 1, 'hourly.rate_limit_kind': '1h' }, 3, true],
      [{ 'hourly.rate_limit_size': 2, 'hourly.rate_limit_kind': '30m' }, 4, false],
      [{ 'hourly.rate_limit_size': 2, 'hourly.rate_limit_kind': '1h' }, 4, false],
    ])
    expect(answer.combinations[0].worse_off).toEqual({ more_shows_in_a_week: 1, lost_every_show: 0 })
  })

  it('answers the same with workers', async () => {
    const argv = [...base, 'hourly.rate_limit_size=0..2', '--json']
    expect(await cli([...argv, '--workers', '2'])).toEqual(await cli(argv))
  })

  it('reads standard input as often as it needs', async () => {
    const many = [
      'sweep',
      '--catalog',
      path('c.yaml'),
      '--trace',
      '-',
      '--vary',
      'hourly.rate_limit_size=1..20',
      '--json',
    ]
    const { out } = await cli(many, { stdin: traceText })
    const { combinations } = JSON.parse(out)
    expect(combinations).toHaveLength(20)
    expect(combinations[19]).toMatchObject({ shows: 4, reached: 2 })
  })

  it('refuses a parameter that there is not, and too many of them', async () => {
    expect(await cli([...base, 'hurly.rate_limit_size=1..5'])).toEqual({
      code: 2,
      out: '',
      err: 'error: --vary: unknown limit group "hurly"\n  help: did you mean "hourly"?\n',
    })
    expect(await cli([...base, 'hourly.size=1'])).toEqual({
      code: 2,
      out: '',
      err: 'error: --vary: unknown parameter "size" in "hourly.size=1"\n  help: there are rate_limit_size, rate_limit_kind, position\n',
    })
    expect(await cli([...base, 'hourly.rate_limit_size=1..33', 'tour.position=1,2'])).toEqual({
      code: 2,
      out: '',
      err: 'error: --vary: at most 64 combinations are replayed, found 66\n  help: give fewer values\n',
    })
    expect(await cli([...base, 'hourly.rate_limit_size=1', '--workers', 'two'])).toEqual({
      code: 2,
      out: '',
      err: 'error: --workers: "two" is no whole number from 0 to 64\n',
    })
    expect(await cli(base.slice(0, -1))).toEqual({
      code: 2,
      out: '',
      err: 'error: missing option --vary <parameter=values...>\n  help: oncue sweep --help says what there is\n',
    })
  })

  it('says that it is partial when it is interrupted', async () => {
    const onInterrupt = (listener: () => void): (() => void) => {
      listener()
      return () => {}
    }
    const { code, out } = await cli([...base, 'hourly.rate_limit_size=1..2'], { onInterrupt })
    expect(code).toBe(130)
    expect(out.split('\n')[0]).toBe(
      'partial: interrupted after 6 lines, with 2 combinations begun; this is the answer until then',
    )
  })

  it('says that an empty trace is empty', async () => {
    const argv = ['sweep', '--catalog', path('c.yaml'), '--trace', '-', '--vary', 'hourly.rate_limit_size=1']
    expect((await cli(argv)).out.split('\n')[0]).toBe('the trace is empty: nothing was replayed')
  })
})
