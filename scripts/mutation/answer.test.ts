import { it } from 'vitest'
import type { KeptTest } from './keep-tests.js'

interface Question {
  readonly from: string
  readonly id?: string
  readonly tests?: readonly string[]
  readonly hitLimit?: number
}

interface Instrumented {
  activeMutant?: string | undefined
  hitCount?: number | undefined
  hitLimit?: number | undefined
}

const world = globalThis as { __stryker__?: Instrumented }
world.__stryker__ ??= {}
const instrumented = world.__stryker__

/** Runs last of its world: asks the tests that were kept about each mutant that it is told, until it is told none. */
it.runIf(process.env.ONCUE_KEPT !== undefined)('answers', { timeout: 0 }, async () => {
  const known = new Map<string, KeptTest[]>()
  for (const test of globalThis.keptTests ?? []) known.set(test.id, [...(known.get(test.id) ?? []), test])
  const channel = new BroadcastChannel('oncue-mutants')
  await new Promise<void>((resolve) => {
    channel.onmessage = async ({ data }: MessageEvent<Question>) => {
      if (data.from !== 'runner') return
      if (data.id === undefined) resolve()
      else channel.postMessage({ from: 'tests', ...(await answer(data)) })
    }
    channel.postMessage({ from: 'tests', status: 'ready' })
  })
  channel.close()

  async function answer({ id, tests = [], hitLimit }: Question): Promise<object> {
    if (!tests.every((test) => known.has(test))) return { status: 'unknown' }
    const inOrder = tests.flatMap((test) => known.get(test) ?? []).sort((a, b) => a.durationMs() - b.durationMs())
    let nrOfTests = 0
    for (const test of inOrder) {
      nrOfTests += 1
      Object.assign(instrumented, { activeMutant: id, hitCount: 0, hitLimit })
      const failure = await failureOf(test.run)
      const timedOut = hitLimit !== undefined && (instrumented.hitCount ?? 0) > hitLimit
      Object.assign(instrumented, { activeMutant: undefined, hitCount: undefined, hitLimit: undefined })
      if (timedOut) return { status: 'timeout', reason: 'hit limit' }
      if (failure === null) continue
      if ((await failureOf(test.run)) !== null) return { status: 'spoilt' }
      return { status: 'killed', killedBy: [test.id], failureMessage: failure, nrOfTests }
    }
    return { status: 'survived' }
  }
})

async function failureOf(run: () => unknown): Promise<string | null> {
  try {
    await run()
    return null
  } catch (error) {
    return String(error)
  }
}
