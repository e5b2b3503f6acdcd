import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { timeScale } from '../../src/playground/state/time-scale.js'

const arbitraryInstants = fc.array(fc.integer({ min: 0, max: 4e12 }), { minLength: 1, maxLength: 200 })

describe('the scale of the clock', () => {
  it('has every stop at a place of its own, in order, and finds it there again', () => {
    fc.assert(
      fc.property(arbitraryInstants, (instants) => {
        const { stops, place, instant } = timeScale(instants)
        const places = stops.map(place)
        expect(places.map(instant)).toEqual(stops)
        expect(places).toEqual([...new Set(places)].sort((a, b) => a - b))
        expect(places.every((one) => one >= 0 && one <= 1)).toBe(true)
      }),
    )
  })

  it('grows with the place', () => {
    fc.assert(
      fc.property(
        arbitraryInstants,
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (instants, a, b) => {
          const { instant } = timeScale(instants)
          expect(instant(Math.min(a, b))).toBeLessThanOrEqual(instant(Math.max(a, b)))
        },
      ),
    )
  })

  it('keeps minutes apart beside weeks', () => {
    const week = 604_800_000
    const { place } = timeScale([0, 60_000, week])
    expect(place(60_000)).toBeGreaterThan(0.2)
    expect(place(week)).toBe(1)
  })

  it('goes from stop to stop, from between them too, and not beyond the ends', () => {
    const { step } = timeScale([10, 20, 30])
    expect([step(10, 1), step(20, -1), step(15, 1), step(15, -1), step(30, 1), step(10, -1)]).toEqual([
      20, 10, 20, 10, 30, 10,
    ])
    expect([step(20, Number.POSITIVE_INFINITY), step(20, Number.NEGATIVE_INFINITY)]).toEqual([30, 10])
  })
})
