import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import type { Ratios } from './losses.js'

// Instructions are counted by valgrind: whatever else the machine does, they stay the same. What it does not see is
// how long memory takes, so times are compared, too, where a machine is quiet enough.

/** Nothing in Node depends on chance, on time or on other threads; what is called often is compiled soon. */
const steady = ['--predictable', '--hash-seed=1', '--random-seed=1', '--interrupt-budget=5000']
const [warm, warmAndMore] = [4, 6]

/** What takes how many times the instructions of what. */
export async function instructionRatios(): Promise<Ratios> {
  const [few, many, questions, whyNot] = [
    await perOperation('few', [0, 1, 2]),
    await perOperation('many', [1, 2]),
    await perOperation('questions', [0, 1]),
    await perOperation('why not', [0, 1, 2, 3]),
  ]
  const ratio = (one: number | undefined, other: number | undefined): number => (one as number) / (other as number)
  return {
    'decide to the floor, 50 experiences': ratio(few[1], few[0]),
    'step to the floor, 50 experiences': ratio(few[2], few[0]),
    'decide, 500 experiences to 50': ratio(many[0], few[1]),
    'step, 500 experiences to 50': ratio(many[1], few[2]),
    'a plain profile to a prepared one': ratio(questions[1], questions[0]),
    'explain of a prepared profile to decide': ratio(whyNot[1], whyNot[0]),
    'explain of a plain profile to decide': ratio(whyNot[2], whyNot[0]),
    'counterfactuals to explain': ratio(whyNot[3], whyNot[2]),
  }
}

/** Instructions of one operation of contestants, by their places in the group; two counts at a time. */
async function perOperation(group: string, places: readonly number[]): Promise<readonly number[]> {
  const found: number[] = []
  for (const place of places) {
    const [less, more] = await Promise.all([counted(group, place, warm), counted(group, place, warmAndMore)])
    found.push((more.instructions - less.instructions) / ((warmAndMore - warm) * more.operations))
  }
  return found
}

async function counted(group: string, place: number, runs: number) {
  const script = fileURLToPath(new URL('counted.js', import.meta.url))
  const node = [process.execPath, ...steady, script, group, String(place), String(runs)]
  const flags = ['--tool=callgrind', '--callgrind-out-file=/dev/null', '--smc-check=all-non-file']
  const { stdout, stderr } = await promisify(execFile)('valgrind', [...flags, ...node]).catch((error) => {
    throw error.code === 'ENOENT' ? new Error('there is no valgrind: install it, or leave --instructions away') : error
  })
  const instructions = Number(/Collected : (\d+)/.exec(stderr)?.[1])
  return { instructions, operations: Number(stdout) }
}
