import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { actorWords, describe, reasons } from '../src/describe/index.js'
import { showInstant } from '../src/describe/time.js'
import { type Code, codes } from '../src/model/code.js'
import { catalogText, explainSituation, href, now } from './reason-situations.js'

// Generates docs/reasons.md from the words that the library says. A test keeps the two together.

export const reasonsPath = 'docs/reasons.md'

/** The page, whole. */
export const renderReasons = (): string => `${head()}
${codes.map(row).join('\n')}

${examples}

${codes.map(section).join('\n\n')}
`

const head = (): string => `<!-- Made by "npm run reasons" from src/describe: write there, not here. -->

# Reasons

${[
  'For every page load, each candidate has exactly one code: a pending delivery, or an experience that could show by itself. The list is closed ([X2](semantics.md#the-explanation)). The code is that of the *first* check that failed, so after putting it right another one may stand behind it; the explanation lists all checks.',
  '`describe` of `oncue/explain` says each in a sentence with its evidence, and `oncue explain` prints it. Where time alone ends it, the explanation has the instant in `next_at`; where that is `null`, waiting does not help. The author is whoever edits the catalog, makes deliveries and reports what happens.',
]
  .map(filled)
  .join('\n\n')}

| code | in words | who can change it |
|---|---|---|`

const row = (code: Code): string => {
  const { words, who } = reasons[code]
  return `| [\`${code}\`](#${code}) | ${words} | ${who.length === 0 ? '–' : who.map((one) => actorWords[one]).join(', ')} |`
}

const examples = `The sentences below are said of ada, on \`${href}\` at ${showInstant(now, undefined)}, under this catalog.
Her \`percent\` is 20, unless the sentence says otherwise.

\`\`\`yaml
${catalogText}\`\`\``

function section(code: Code): string {
  const { meaning, remedy, who, rules } = reasons[code]
  const because = rules.map((rule) => `[${rule}](semantics.md#${anchors[rule.charAt(0)]})`).join(', ')
  const parts = [`## ${code}`, `> ${escaped(sentenceOf(code))}`, `${meaning} (${because})`]
  if (remedy !== null) parts.push(`**What to do.** ${remedy}`)
  if (who.length > 0) parts.push(`**Who can do it.** ${sentence(who.map((one) => actorWords[one]).join(', or '))}`)
  return parts.map(filled).join('\n\n')
}

const sentence = (words: string): string => `${words.charAt(0).toUpperCase()}${words.slice(1)}.`

function sentenceOf(code: Code): string {
  const { id, explanation } = explainSituation(code)
  const { candidates, settled } = describe(explanation)
  const words = [...candidates, ...settled].find((one) => one.id === id)
  if (words?.code !== code) throw new Error(`the example for ${code} is one of ${words?.code}`)
  return words.sentence
}

/** Where the rules of each letter stand in docs/semantics.md. */
const anchors: Readonly<Record<string, string>> = {
  T: 'time',
  C: 'catalog',
  U: 'pages',
  S: 'segments',
  H: 'history',
  L: 'limits',
  D: 'deliveries',
  E: 'the-decision',
}

/** What Markdown would take for its own. */
const escaped = (text: string): string => text.replace(/[_*<[\]]/g, '\\$&')

const lineWidth = 120

/** A paragraph in lines of at most 120 characters. */
function filled(paragraph: string): string {
  const prefix = paragraph.startsWith('> ') ? '> ' : ''
  const lines: string[] = []
  for (const word of paragraph.slice(prefix.length).split(' ')) {
    const longer = `${lines.at(-1)} ${word}`
    if (lines.length > 0 && longer.length <= lineWidth) lines[lines.length - 1] = longer
    else lines.push(`${prefix}${word}`)
  }
  return lines.join('\n')
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const file = fileURLToPath(new URL(`../${reasonsPath}`, import.meta.url))
  const text = renderReasons()
  if (text !== readFileSync(file, 'utf8')) writeFileSync(file, text)
}
