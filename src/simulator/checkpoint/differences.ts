import type { CheckpointDigests, FileDigest } from './options.js'

/** In words, what two replays that should be one are not both of; none where they are of the same. */
export function differences(before: CheckpointDigests, now: CheckpointDigests): readonly string[] {
  const names = new Set([...Object.keys(now.of), ...Object.keys(before.of)])
  const others = [...names].filter((name) => now.of[name] !== before.of[name]).map((name) => `another ${name}`)
  return [...others, ...fileDifferences(before.files, now.files)]
}

const mostNamed = 5

function fileDifferences(before: readonly FileDigest[], now: readonly FileDigest[]): readonly string[] {
  if (before.length === now.length && before.every(({ digest }, k) => digest === now[k]?.digest)) return []
  const gone = without(before, now)
  const come = without(now, before)
  const hasName = (files: readonly FileDigest[], name: string): boolean => files.some((file) => file.name === name)
  const found = [
    ...come.map(({ name }) => (hasName(gone, name) ? `${name} has changed` : `${name} was not there`)),
    ...gone.filter(({ name }) => !hasName(come, name)).map(({ name }) => `${name} is gone`),
  ]
  if (found.length === 0) return ['the files came in another order']
  const left = found.length - mostNamed
  return left > 0 ? [...found.slice(0, mostNamed), `and ${left} more`] : found
}

/** Those that the others do not have, each as often as it is missing there. */
function without(files: readonly FileDigest[], others: readonly FileDigest[]): readonly FileDigest[] {
  const left = others.map(({ digest }) => digest)
  return files.filter(({ digest }) => {
    const place = left.indexOf(digest)
    if (place >= 0) left.splice(place, 1)
    return place < 0
  })
}
