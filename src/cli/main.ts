#!/usr/bin/env node
import { run } from './run.js'

process.exitCode = await run(process.argv.slice(2), {
  stdin: process.stdin,
  stdout: process.stdout,
  stderr: process.stderr,
  env: process.env,
  now: () => Date.now(),
  elapsedMs: () => performance.now(),
  onInterrupt(listener) {
    // Once: a second Ctrl-C ends the process, as it would without a listener.
    process.once('SIGINT', listener)
    return () => process.off('SIGINT', listener)
  },
})
