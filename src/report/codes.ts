import { type Code, codes } from '../model/code.js'

export type CodeCounts = Readonly<Partial<Record<Code, number>>>

/** The codes that were counted, most first; where they are equal in the order of the closed list (X2). */
export const codesByCount = (counts: CodeCounts): readonly Code[] =>
  codes.filter((code) => (counts[code] ?? 0) > 0).sort((a, b) => (counts[b] ?? 0) - (counts[a] ?? 0))

export const sumOf = (counts: CodeCounts): number => Object.values(counts).reduce((sum, times) => sum + times, 0)
