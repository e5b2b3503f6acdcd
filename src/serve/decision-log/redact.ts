import type { LogLine } from './log-lines.js'

/** Takes what must not be in a log out of its lines; the other lines are as they were. */
export type Redact = (line: LogLine) => LogLine

/** What can be named, beside each trait by itself. */
export const redactable = ['traits', 'traits.<name>', 'uid', 'email', 'options'] as const

/** Whether that is something that can be taken out. */
export const isRedactable = (name: string): boolean =>
  (redactable.slice(0, 1).concat(redactable.slice(2)) as readonly string[]).includes(name) || /^traits\..+/.test(name)

/** @param names of `redactable` */
export function redactor(names: readonly string[]): Redact {
  const keys = new Set(names.filter((name) => !name.startsWith('traits.')))
  const traits = new Set(names.filter((name) => name.startsWith('traits.')).map((name) => name.slice('traits.'.length)))
  return (line) => {
    const kept = Object.fromEntries(Object.entries(line).filter(([key]) => !keys.has(key)))
    if (traits.size === 0 || line.type !== 'identify' || kept.traits === undefined) return kept
    const entries = Object.entries(kept.traits as LogLine).filter(([name]) => !traits.has(name))
    return { ...kept, traits: Object.fromEntries(entries) }
  }
}
