import { own } from '../model/own.js'

/** The value with what stands at the end of a path replaced, the way there made where it is missing. */
export function withValue(value: unknown, [step, ...rest]: readonly string[], to: unknown): unknown {
  if (step === undefined) return to
  const inner = withValue(isObject(value) ? own(value, step) : undefined, rest, to)
  if (Array.isArray(value) || (!isObject(value) && /^\d+$/.test(step))) {
    const list = Array.isArray(value) ? [...value] : []
    list[Number(step)] = inner
    return list
  }
  const others = Object.entries(isObject(value) ? value : {}).filter(([name]) => name !== step)
  return Object.fromEntries(inner === undefined ? others : [...others, [step, inner]])
}

const isObject = (value: unknown): value is Record<string, unknown> => value !== null && typeof value === 'object'
