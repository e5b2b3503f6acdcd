import type { Reading } from '../documents.js'
import { saveFile, type Tone } from '../view/toolbar.js'
import { type Given, writeScenario } from './write-scenario.js'

/** Gives the reader a scenario as a file. @returns what to say of it */
export function saveScenario(reading: Reading | null, given: Given): { readonly words: string; readonly tone: Tone } {
  const { world = null, isCurrent = false } = reading ?? {}
  if (world === null || !isCurrent) {
    return { words: 'a scenario needs a sound catalog: mend what is wrong with it first', tone: 'problem' }
  }
  const written = writeScenario(world, given)
  if (!written.ok) {
    const [{ message, help = '' }] = written.problems
    return { words: `no scenario can be made of this: ${message} ${help}`.trim(), tone: 'problem' }
  }
  const { name, text } = written.value
  saveFile(name, text)
  return { words: `${name} is saved: oncue test ${name} plays it`, tone: 'plain' }
}
