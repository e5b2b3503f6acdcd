import { strykerPlugins as vitestPlugins } from '@stryker-mutator/vitest-runner'
import { createVitest } from 'vitest/node'

/**
 * A test runner for Stryker that loads the code and its tests once and then asks them about one mutant after the
 * other. What it cannot say for certain it asks Stryker's own vitest runner, which loads everything anew for each
 * mutant: mutants that matter while a module loads, those that survive, and those after which a test no longer passes
 * without them. A test file that cannot be loaded with a mutant has noticed it: Stryker's runner takes such a file for
 * one that has no tests.
 */
class KeptRunner {
  #plain
  #kept = null

  constructor(plain) {
    this.#plain = plain
  }

  capabilities() {
    return this.#plain.capabilities()
  }

  init() {
    return this.#plain.init()
  }

  async dryRun(options) {
    const answer = await this.#plain.dryRun(options)
    const file = this.#unloaded()
    return file === undefined ? answer : { status: 'error', errorMessage: `${file} cannot be loaded` }
  }

  async mutantRun(options) {
    if (options.mutantActivation === 'static' || !options.testFilter?.length) return this.#runPlain(options)
    this.#kept ??= await keep()
    const { id } = options.activeMutant
    const answer = await this.#kept.ask({ id, tests: options.testFilter, hitLimit: options.hitLimit })
    if (answer.status === 'killed' || answer.status === 'timeout') return answer
    if (answer.status === 'spoilt') {
      await this.#kept.close()
      this.#kept = null
    }
    return this.#runPlain(options)
  }

  async #runPlain(options) {
    const answer = await this.#plain.mutantRun(options)
    const file = answer.status === 'survived' ? this.#unloaded() : undefined
    if (file === undefined) return answer
    return { status: 'killed', killedBy: [], failureMessage: `${file} cannot be loaded`, nrOfTests: answer.nrOfTests }
  }

  /** Of the last run; asked where no test failed. */
  #unloaded() {
    return this.#plain.ctx.state.getFiles().find(({ result }) => result?.state === 'fail')?.name
  }

  async dispose() {
    await this.#kept?.close()
    await this.#plain.dispose()
  }
}

/** The tests, loaded and waiting in a vitest of their own. */
async function keep() {
  const channel = new BroadcastChannel('oncue-mutants')
  const answers = []
  const waiting = []
  channel.onmessage = ({ data }) => {
    if (data.from !== 'tests') return
    const next = waiting.shift()
    if (next) next(data)
    else answers.push(data)
  }
  const answer = () => (answers.length > 0 ? answers.shift() : new Promise((resolve) => waiting.push(resolve)))
  const vitest = await createVitest('test', {
    config: 'vitest.core.config.ts',
    env: { ONCUE_KEPT: '1' },
    watch: false,
    maxWorkers: 1,
    coverage: { enabled: false },
    reporters: [{}],
    onConsoleLog: () => false,
  })
  const running = vitest.start()
  await answer() // they are loaded
  return {
    ask(question) {
      channel.postMessage({ ...question, from: 'runner' })
      return answer()
    },
    async close() {
      channel.postMessage({ from: 'runner' })
      await running.catch(() => {})
      await vitest.close()
      channel.close()
    },
  }
}

const createKept = (injector) => new KeptRunner(injector.injectFunction(vitestPlugins[0].factory))
createKept.inject = ['$injector']

/** Says at once what is not noticed: a run that is broken off has told what it found. */
const createAsFound = () => ({
  onMutantTested({ status, fileName, location: { start }, replacement }) {
    if (status === 'Survived') console.log(`survived so far: ${fileName}:${start.line}:${start.column}  ${replacement}`)
  },
})

export const strykerPlugins = [
  { kind: 'TestRunner', name: 'kept', factory: createKept },
  { kind: 'Reporter', name: 'as-found', factory: createAsFound },
]
