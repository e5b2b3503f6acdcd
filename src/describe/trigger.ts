import type { ElementTrigger, Trigger } from '../model/index.js'
import { count } from './count.js'
import { quoted } from './quoted.js'

/** What a first step waits for: `a click on "#help"`, `30 seconds on the page` (E7). */
export function triggerWords(trigger: Trigger): string {
  if (trigger.on === 'time_on_page') {
    const { seconds } = trigger
    return `${Number.isInteger(seconds) ? count(seconds) : seconds} ${seconds === 1 ? 'second' : 'seconds'} on the page`
  }
  const { on, element, name } = trigger
  const parts = [
    eventWords[on],
    element === null ? '' : `on ${quoted(element)}`,
    name === null ? '' : `named ${quoted(name)}`,
  ]
  return parts.filter((part) => part !== '').join(' ')
}

const eventWords: Readonly<Record<ElementTrigger['on'], string>> = {
  click: 'a click',
  hover: 'a hover',
  input: 'an input',
  custom: 'a custom event',
  element_match: 'a match of an element',
}
