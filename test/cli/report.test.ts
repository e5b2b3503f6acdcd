import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { describe, expect, it } from 'vitest'
import { catalogText, cli, files, traceText } from './cli.js'

const path = files({ 'c.yaml': catalogText, 'd.yaml': catalogText.replace('size: 1', 'size: 2'), 't.jsonl': traceText })
const inputs = ['--catalog', path('c.yaml'), '--trace', path('t.jsonl')]
const read = (name: string): string => readFileSync(path(name), 'utf8')
const interrupting = {
  onInterrupt: (listener: () => void): (() => void) => {
    listener()
    return () => {}
  },
}

describe('--report', () => {
  it.each([
    ['simulate', [], 'What showed'],
    ['compare', ['--with', path('d.yaml')], 'What the second catalog changes'],
    ['sweep', ['--vary', 'hourly.rate_limit_size=0..2'], 'Reach against fatigue'],
    ['explain', ['--profile-id', 'u1', '--story'], 'The story of'],
    ['explain', ['--profile-id', 'u1', '--experience', 'nps'], 'The story of'],
  ])('of %s is one page beside the answer', async (command, more, title) => {
    const plain = await cli([command, ...inputs, ...more])
    const { code, out, err } = await cli([command, ...inputs, ...more, '--report', path('r.html')])
    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(out).toBe(`${plain.out}the report is in ${path('r.html')}\n`)
    expect(read('r.html')).toMatch(/^<!doctype html>\n[\s\S]*<\/html>\n$/)
    expect(read('r.html')).toContain(`<h1>${title}`)
    expect(read('r.html')).not.toContain('Partial: ')
  })

  it('is the same bytes each time, and leaves the JSON as it is', async () => {
    const { out } = await cli(['simulate', ...inputs, '--json', '--report', path('one.html')])
    expect(JSON.parse(out)).toMatchObject({ page_loads: 5, partial: false })
    await cli(['simulate', ...inputs, '--workers', '2', '--report', path('two.html')])
    expect(read('two.html')).toBe(read('one.html'))
  })

  it('tells a story in the zone that is asked for', async () => {
    await cli([
      'explain',
      ...inputs,
      '--profile-id',
      'u1',
      '--story',
      '--zone',
      'Asia/Tokyo',
      '--report',
      path('z.html'),
    ])
    expect(read('z.html')).toContain('3 Feb 2029 19:00 UTC+9')
  })

  it('goes to standard output, and the answer to the other', async () => {
    const { code, out, err } = await cli(['simulate', ...inputs, '--report', '-'])
    expect(code).toBe(0)
    expect(out).toMatch(/^<!doctype html>/)
    expect(err).toContain('5 page loads of 2 profiles')
    expect(err).not.toContain('the report is in')
  })

  it('of a run that is interrupted says so at its head', async () => {
    const { code, out } = await cli(['simulate', ...inputs, '--report', path('p.html')], interrupting)
    expect(code).toBe(130)
    expect(out).toContain('partial: interrupted after 6 lines')
    expect(read('p.html')).toContain('Partial: the run ended early, after 6 lines of the trace.')
    expect(read('p.html')).toMatch(/<\/html>\n$/)
  })

  it('is not written where there is no answer, and leaves what was there', async () => {
    writeFileSync(path('kept.html'), 'what was there\n')
    const broken = { stdin: 'no line of this is an event\n' }
    const ran = await cli(
      ['simulate', '--catalog', path('c.yaml'), '--trace', '-', '--report', path('kept.html')],
      broken,
    )
    expect(ran.code).toBe(2)
    const nobody = ['explain', ...inputs, '--profile-id', 'nobody', '--story', '--report', path('kept.html')]
    expect((await cli(nobody)).code).toBe(2)
    const nothing = ['explain', ...inputs, '--profile-id', 'u1', '--experience', 'npss', '--report', path('kept.html')]
    expect((await cli(nothing)).code).toBe(2)
    expect(read('kept.html')).toBe('what was there\n')
    expect(readdirSync(dirname(path('c.yaml'))).filter((name) => name.includes('.partial'))).toEqual([])
  })

  it('has a file for itself, in a folder that is there', async () => {
    const { code, err } = await cli(['simulate', ...inputs, '--out', path('x'), '--report', path('x')])
    expect({ code, err }).toEqual({
      code: 2,
      err: `error: --out and --report are the same file: ${path('x')}\n  help: give each a file of its own\n`,
    })
    expect(existsSync(path('x'))).toBe(false)
    const lost = await cli(['simulate', ...inputs, '--report', path('no/where.html')])
    expect(lost.code).toBe(1)
    expect(lost.err).toContain(`no such file or folder: ${path('no/where.html')}`)
  })

  it('is about a trace', async () => {
    const moment = [
      'explain',
      '--catalog',
      path('c.yaml'),
      '--profile',
      '-',
      '--href',
      'https://x.test/',
      '--at',
      '2029-02-03',
    ]
    const { code, err } = await cli([...moment, '--report', path('m.html')], { stdin: '{"id":"u1"}' })
    expect({ code, err }).toEqual({
      code: 2,
      err: 'error: --report is about a trace\n  help: give --trace and --profile-id\n',
    })
  })
})
