import { PassThrough } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { commands } from '../../src/cli/commands/index.js'
import type { Io } from '../../src/cli/io.js'
import { cli } from './cli.js'

const io: Io = {
  stdin: new PassThrough(),
  stdout: new PassThrough(),
  stderr: new PassThrough(),
  env: {},
  now: () => 0,
  elapsedMs: () => 0,
  onInterrupt: () => () => {},
}
const made = commands.map((create) => create(io, () => {}))
const optionsOf = (name: string) =>
  made
    .find((command) => command.name() === name)
    ?.options.map(({ long, description, defaultValue, flags }) => ({ long, description, defaultValue, flags })) ?? []

describe('--help', () => {
  it.each(['--catalog', '--with', '--edits', '--recorded', '--behaviour', '--reasons', '--workers', '--json'])(
    'says the same of %s wherever there is one',
    (long) => {
      const said = made.flatMap((command) => optionsOf(command.name()).filter((option) => option.long === long))
      expect(said.length).toBeGreaterThan(1)
      expect(new Set(said.map((option) => JSON.stringify(option))).size).toBe(1)
    },
  )

  it('says the same, in the same order, of how a trace is read and replayed', () => {
    const shared = ['--trace', '--format', '--map', '--strict', '--recorded', '--behaviour']
    const told = (name: string) => optionsOf(name).filter(({ long }) => shared.includes(long ?? ''))
    expect(told('simulate').map(({ long }) => long)).toEqual(shared)
    for (const name of ['compare', 'sweep', 'explain']) expect(told(name)).toEqual(told('simulate'))
  })

  it('shows no default that is nothing', async () => {
    for (const { name } of made.map((command) => ({ name: command.name() }))) {
      const { out } = await cli([name, '--help'])
      expect(out).not.toMatch(/default: (\[\]|\{\}|""|false)/)
    }
  })
})
