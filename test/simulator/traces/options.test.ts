import { Command } from 'commander'
import { expect, test } from 'vitest'
import { addTraceOptions, readTraceOptions, type TraceFlags } from '../../../src/cli/inputs/trace-options.js'

function request(...argv: readonly string[]) {
  const command = addTraceOptions(new Command()).exitOverride()
  return readTraceOptions(command.parse(['--trace', 't', ...argv], { from: 'user' }).opts<TraceFlags>())
}

test('--format takes the name of a format, and says what was meant', () => {
  expect(request().format).toBe('auto')
  expect(request('--format', 'ga4').format).toBe('ga4')
  expect(() => request('--format', 'segmnt')).toThrow('unknown --format "segmnt"')
})

test('--map is for formats whose fields are not known', () => {
  expect(request('--format', 'segment').reading.mapping.keys).not.toBe(null)
  expect(request('--format', 'csv', '--map', 'href=path').reading.mapping.nameOf('href')).toBe('path')
  expect(() => request('--format', 'segment', '--map', 'href=path')).toThrow('--map: the fields of "segment" are known')
})

test('the others go on to whoever reads', () => {
  expect(request().reading).toMatchObject({ strict: false, recorded: 'use', behaviour: 'assumed' })
  const { paths, name, reading } = request('u', '--strict', '--recorded', 'ignore', '--behaviour', 'recorded')
  expect({ paths, name }).toEqual({ paths: ['t', 'u'], name: '2 files' })
  expect(reading).toMatchObject({ strict: true, recorded: 'ignore', behaviour: 'recorded' })
})
