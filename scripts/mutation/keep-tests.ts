import { relative } from 'node:path'
import fc from 'fast-check'
import { beforeAll, type RunnerTask, type RunnerTestFile, type RunnerTestSuite, TestRunner } from 'vitest'

/** A test that can be run again, named as Stryker names it. */
export interface KeptTest {
  readonly id: string
  readonly durationMs: () => number
  readonly run: () => unknown
}

declare global {
  var keptTests: KeptTest[] | undefined
}

// A law that fails has said enough: its smallest case is of no interest here.
fc.configureGlobal({ ...fc.readConfigureGlobal(), endOnFailure: true })

// biome-ignore lint/correctness/noEmptyPattern: vitest reads the pattern to know which fixtures are wanted
beforeAll(({}, file) => {
  globalThis.keptTests ??= []
  if (process.env.ONCUE_KEPT !== undefined) globalThis.keptTests.push(...testsOf(file as RunnerTestFile, []))
})

function testsOf(suite: RunnerTestSuite | RunnerTestFile, names: readonly string[]): readonly KeptTest[] {
  return suite.tasks.flatMap((task: RunnerTask): readonly KeptTest[] => {
    const path = [...names, task.name]
    if (task.type === 'suite') return testsOf(task, path)
    if (task.mode !== 'run') return []
    const run = TestRunner.getTestFn(task)
    const id = `${relative(process.cwd(), task.file.filepath)}#${path.join(' ').trim()}`
    return [{ id, durationMs: () => task.result?.duration ?? 0, run }]
  })
}
