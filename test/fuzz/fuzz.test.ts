import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { naiveReplay } from '../naive/replay.js'
import { Draw } from './draw.js'
import { drawDocument } from './draw-document.js'
import { drawTrace } from './draw-trace.js'
import { fuzzRound } from './fuzz.js'
import { hunt } from './hunt.js'
import { type Plant, plants } from './plants.js'
import { bases } from './vocabulary.js'

const rounds = (from: number, size: number) => {
  const counts = { rounds: 0, lives: 0, events: 0, decisions: 0 }
  const found = Array.from({ length: size }, (_, k) => fuzzRound(from + k, counts))
  return { counts, found: found.filter((one) => one !== null) }
}

describe('whole lives', () => {
  test('E, L, H, D: the engine says what the rules say', () => {
    const { counts, found } = rounds(20290203, 4)
    expect(found).toEqual([])
    expect(counts.decisions).toBeGreaterThan(1_000)
  })

  test('T1: the same seed draws the same lives', () => {
    expect(rounds(7, 1)).toEqual(rounds(7, 1))
  })

  test('come to every code, and to every answer that a call may have', () => {
    const codes = new Set<string>()
    const statuses = new Set<number>()
    for (let seed = 0; seed < 250; seed++) {
      const draw = new Draw(seed)
      const base = draw.pick(bases)
      const { told } = drawTrace(draw, drawDocument(draw, base), base)
      for (const { asked, answer } of told ?? []) {
        if (answer !== null) statuses.add(answer.status)
        for (const { decision } of asked) for (const code of decision.reasons.values()) codes.add(code)
      }
    }
    expect(codes.size).toBe(21)
    expect([...statuses].sort()).toEqual([200, 201, 404, 409, 422])
  })

  test('P3: what is told as a trace is drawn is what its replay says, in whatever order its lines stand', () => {
    for (let seed = 0; seed < 40; seed++) {
      const draw = new Draw(seed)
      const base = draw.pick(bases)
      const { trace, told } = drawTrace(draw, drawDocument(draw, base), base)
      if (told !== null)
        expect(naiveReplay(trace).told.map(({ profile }) => profile)).toEqual(told.map(({ profile }) => profile))
    }
  })
})

describe('a bug in the engine', () => {
  const isQuick = ({ rule }: Plant): boolean => rule === 'L4'
  test.each(plants.filter(isQuick))('$rule: $says: is found, and comes as a small scenario', async (plant) => {
    const folder = await mkdtemp(join(tmpdir(), 'oncue-plant-'))
    try {
      const { code, events, isRight } = await hunt(plant, folder, ['--decisions', '300000'])
      expect([code, isRight]).toEqual([1, true])
      expect(events).toBeLessThanOrEqual(5)
    } finally {
      await rm(folder, { recursive: true })
    }
  })
})
