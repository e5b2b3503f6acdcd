import type { YAMLParseError, YAMLWarning } from 'yaml'
import type { Fault } from './fault.js'

/** The parser's complaint in this library's grammar: lower case, no full stop, help apart. */
export function yamlFault(error: YAMLParseError | YAMLWarning): Fault {
  const [message, help] = words[error.code] ?? [plain(error.message)]
  return { code: 'syntax', offset: error.pos[0], message, ...(help === undefined ? {} : { help }) }
}

const words: Partial<Record<YAMLParseError['code'], readonly [message: string, help?: string]>> = {
  BAD_INDENT: ['wrong indentation', 'indent what belongs together by the same number of spaces'],
  TAB_AS_INDENT: ['a tab is used to indent', 'YAML is indented by spaces only'],
  TAG_RESOLVE_FAILED: [
    'a YAML tag that is not read',
    'plain text, numbers, true, false, null, lists and objects are read',
  ],
  BAD_DIRECTIVE: ['a YAML directive that is not read', 'take the line that begins with % out'],
  MULTILINE_IMPLICIT_KEY: [
    'a key goes over more than one line',
    'is a colon, a quote or a bracket missing before here?',
  ],
  KEY_OVER_1024_CHARS: ['a key is longer than 1024 characters', 'is a quote or a line break missing?'],
  BAD_SCALAR_START: ['text begins with a character that YAML reserves', 'put the text in quotes'],
  BLOCK_AS_IMPLICIT_KEY: ['a second colon on one line', 'put text with a colon in it in quotes'],
}

// The rest is said in the parser's own words, brought into one line.
const plain = (message: string): string => {
  if (message.startsWith('Missing closing')) return 'text in quotes is not closed'
  // It quotes what it found, as it is: a carriage return among it would hide what stands before.
  const line = (message.split('\n')[0] as string).replace(/\p{Cc}/gu, (unit) => JSON.stringify(unit).slice(1, -1))
  return line.charAt(0).toLowerCase() + line.slice(1).replace(/\.$/, '')
}
