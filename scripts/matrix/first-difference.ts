/** Where two answers part, and what stands there. */
export interface Difference {
  /** In bytes. */
  readonly offset: number
  /** From a little before that place. */
  readonly found: readonly [string, string]
}

const before = 40
const after = 80

/** The first byte in which two texts differ; `null` where they are the same. */
export function firstDifference(one: Buffer, other: Buffer): Difference | null {
  if (one.equals(other)) return null
  let offset = 0
  while (offset < one.length && offset < other.length && one[offset] === other[offset]) offset += 1
  const cut = (bytes: Buffer): string => bytes.subarray(Math.max(0, offset - before), offset + after).toString('utf8')
  return { offset, found: [cut(one), cut(other)] }
}

/** Answers by the case that they are of. */
export type Answers = ReadonlyMap<string, Buffer>

/**
 * In words, each case in which two cells differ.
 *
 * @param cases those that both must have; all of the first one's where it is not said
 */
export function compareAnswers(
  [name, answers]: readonly [string, Answers],
  [otherName, others]: readonly [string, Answers],
  cases: Iterable<string> = new Set([...answers.keys(), ...others.keys()]),
): readonly string[] {
  const found: string[] = []
  for (const one of cases) {
    const [mine, theirs] = [answers.get(one), others.get(one)]
    if (mine === undefined || theirs === undefined) {
      found.push(`${one}: ${mine === undefined ? name : otherName} has no answer`)
      continue
    }
    const difference = firstDifference(mine, theirs)
    if (difference === null) continue
    const [left, right] = difference.found.map((text) => JSON.stringify(text))
    found.push(
      `${one}: differs from byte ${difference.offset} on\n  ${name}\n    ${left}\n  ${otherName}\n    ${right}`,
    )
  }
  return found
}
