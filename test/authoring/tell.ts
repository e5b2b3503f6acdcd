import type { Problem, Result } from '../../src/model/index.js'

/** A problem in one line, so that expectations read like the terminal. */
export const tell = ({ file, line, column, pointer, code, message, help }: Problem): string => {
  const place = line === undefined ? '' : `${file === undefined ? '' : `${file}:`}${line}:${column} `
  return `${place}${pointer || '(document)'} ${code}: ${message}${help === undefined ? '' : ` | ${help}`}`
}

export const tellAll = (result: Result<unknown>): string[] => (result.ok ? [] : result.problems.map(tell))
