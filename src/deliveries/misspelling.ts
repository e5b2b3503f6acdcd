import { distance } from 'fastest-levenshtein'

/** Names that are not known but look like one that is, in their order. */
export function findMisspelt(
  names: readonly string[],
  known: readonly string[],
): readonly { readonly name: string; readonly meant: string }[] {
  return names.flatMap((name) => {
    if (known.includes(name)) return []
    const meant = known.find((other) => isMisspelling(name, other))
    return meant === undefined ? [] : [{ name, meant }]
  })
}

function isMisspelling(name: string, meant: string): boolean {
  if (Math.abs(name.length - meant.length) > 4) return false
  const written = letters(name)
  const wanted = letters(meant)
  return (
    distance(written, wanted) <= editsAllowed(wanted) ||
    // `form` for `from`: a transposition is two edits, but one slip.
    (wanted.length > 3 && sorted(written) === sorted(wanted))
  )
}

/** `modelId` and `model-id` are `model_id`. */
const letters = (name: string): string => name.replace(/[-_ ]/g, '').toLowerCase()

const sorted = (text: string): string => [...text].sort().join()

/** Short words are near to too many others. */
const editsAllowed = (wanted: string): number => (wanted.length <= 3 ? 0 : wanted.length < 8 ? 1 : 2)
