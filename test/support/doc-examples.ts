import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import ts from 'typescript'
import { readSources } from './sources.js'

const top = fileURLToPath(new URL('../../', import.meta.url))

/** A piece of TypeScript that a docstring or a page shows its readers. */
export interface DocExample {
  /** The file that shows it, and the line there on which its code begins. */
  readonly path: string
  readonly line: number
  readonly code: string
}

/** The blocks under each `@example` of the sources. */
export function docstringExamples(): readonly DocExample[] {
  return readSources('src').flatMap(({ path, text }) =>
    comments(path, text)
      .filter((comment) => comment.text.includes('@example'))
      .flatMap((comment) => blocks(path, comment)),
  )
}

/**
 * The blocks of a page. One that goes on from the block before it, and is not to be read without it, is headed
 * "ts continued".
 */
export function pageExamples(path: string): readonly DocExample[] {
  return blocks(path, { text: readFileSync(top + path, 'utf8'), line: 1 })
}

interface Passage {
  readonly text: string
  readonly line: number
}

/** The file's docstrings, bare of their stars. */
function comments(path: string, text: string): readonly Passage[] {
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest)
  return [...text.matchAll(/\/\*\*[\s\S]*?\*\//g)].map(({ 0: comment, index }) => ({
    text: comment.replace(/^[ \t]*\*(?: |(?=\n)|\/$)/gm, ''),
    line: file.getLineAndCharacterOfPosition(index).line + 1,
  }))
}

function blocks(path: string, { text, line }: Passage): readonly DocExample[] {
  const found: DocExample[] = []
  for (const { 1: info, 2: code = '', index } of text.matchAll(/^```ts( continued)?\n([\s\S]*?)^```$/gm)) {
    const start = line + lineCount(text.slice(0, index)) + 1
    const before = found.at(-1)
    if (info === undefined || before === undefined) found.push({ path, line: start, code })
    // Blank lines between the two keep each line where it stands on the page.
    else found[found.length - 1] = { ...before, code: padded(before.code, start - before.line) + code }
  }
  return found
}

const padded = (code: string, lines: number): string => code + '\n'.repeat(lines - lineCount(code))

const lineCount = (text: string): number => text.split('\n').length - 1
