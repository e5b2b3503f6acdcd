#!/usr/bin/env node
import { standardInput } from './inputs/standard-input.js'
import { run } from './run.js'

process.exitCode = await run(process.argv.slice(2), {
  stdin: standardInput(),
  stdout: process.stdout,
  stderr: process.stderr,
  env: process.env,
  now: () => Date.now(),
  elapsedMs: () => performance.now(),
  onInterrupt(listener) {
    // Once: a second Ctrl-C ends the process, as it would without a listener.
    const hear = (): void => {
      stop()
      listener()
    }
    const stop = (): void => {
      for (const signal of ['SIGINT', 'SIGTERM'] as const) process.off(signal, hear)
    }
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, hear)
    return stop
  },
})
