import type { Problem } from '../../model/index.js'
import { type Edit, isEveryones } from '../../simulator/timeline.js'
import { overlongLine, parseJson } from '../../simulator/traces/json-line.js'
import { visitLines } from '../../simulator/traces/lines.js'
import { readWorkerLine } from '../../simulator/worker-lines/read-worker-line.js'
import { Failure } from '../failure.js'
import type { Io } from '../io.js'
import { inputName, readInput } from './read-input.js'

/**
 * What concerns everyone (P3): the edits of a catalog in mid-life (C6) and the calls of sendings (N), one event a line,
 * as they stood in the trace.
 *
 * @throws Failure where any line is something else: without all of them the answers would be wrong
 */
export async function loadEdits(path: string | undefined, io: Io): Promise<readonly Edit[]> {
  if (path === undefined) return []
  const edits: Edit[] = []
  const problems: Problem[] = []
  const bytes = await readInput(path, io)
  await visitLines(once(bytes), {
    line(line, start, end, number) {
      const parsed = parseJson(line, start, end)
      const read = parsed.ok
        ? readWorkerLine(parsed.value, number)
        : ({ ok: false, problems: [parsed.problem] } as const)
      if (read.ok && isEveryones(read.value.event)) edits.push(read.value as Edit)
      else problems.push(...(read.ok ? [noEdit(read.value.event.type)] : read.problems).map(placed(path, number)))
    },
    overlong: (number) => problems.push(placed(path, number)(overlongLine)),
  })
  if (problems.length > 0) throw new Failure(2, problems)
  return edits
}

const placed =
  (path: string, line: number) =>
  (problem: Problem): Problem => ({ ...problem, file: inputName(path), line })

const noEdit = (type: string): Problem => ({
  code: 'no_edit',
  pointer: '/type',
  message: `neither an edit of the catalog nor a sending: ${JSON.stringify(type)}`,
  help: 'leave out what does not concern everyone',
})

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}
