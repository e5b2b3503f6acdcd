import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { builtIntoPlayground, builtIntoReport } from './package/built-in.js'
import { type Installed, licenceText, withNeeds } from './package/installed.js'

// Generates docs/licences.md and THIRD-PARTY-NOTICES.md from what is installed. A test keeps them together.

export const licencesPath = 'docs/licences.md'
export const noticesPath = 'THIRD-PARTY-NOTICES.md'

/** What may be used by whoever uses oncue, with no duty but to name it. */
export const acceptable: readonly string[] = ['MIT', 'ISC', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', '0BSD']

interface Package {
  readonly dependencies: Readonly<Record<string, string>>
}

/** The list of all that comes with an installation, and of what is built in. */
export async function renderLicences(): Promise<string> {
  const { dependencies } = JSON.parse(readFileSync('package.json', 'utf8')) as Package
  const runtime = withNeeds(Object.keys(dependencies))
  const direct = new Set(Object.keys(dependencies))
  return `<!-- Made by "npm run licences" from what is installed. -->

# Licences

\`oncue\` is under the MIT licence. What \`npm install oncue\` brings (${runtime.length} packages), by the lock file's versions:

| package | version | licence | |
|---|---|---|---|
${runtime.map((one) => `| ${one.name} | ${one.version} | ${one.licence} | ${direct.has(one.name) ? 'direct' : ''} |`).join('\n')}

Optional peers are installed by whoever wants them, and are in [dependencies](dependencies.md).

Built into files of the package, with their notices in
[THIRD-PARTY-NOTICES.md](../THIRD-PARTY-NOTICES.md): in \`oncue/report\` ${listed(builtIntoReport())};
in the playground's page ${listed(await builtIntoPlayground())}.
`
}

const listed = (all: readonly Installed[]): string => all.map(({ name, licence }) => `${name} (${licence})`).join(', ')

/** The notices that go with what is built in. */
export async function renderNotices(): Promise<string> {
  const sections = [
    section('`oncue/report` and the command’s reports have parts of these packages built in', builtIntoReport()),
    section('The playground’s page has parts of these packages built in', await builtIntoPlayground()),
  ]
  return `# Third-party notices\n\n${sections.join('\n\n')}\n`
}

/** Packages by the words of their licence, each with its own copyright. */
function section(title: string, packages: readonly Installed[]): string {
  const byTerms = new Map<string, string[]>()
  for (const one of packages) {
    const { copyright, terms } = splitLicence(one)
    const lines = byTerms.get(terms) ?? []
    byTerms.set(terms, lines)
    lines.push(`- ${one.name}: ${copyright}`)
  }
  const groups = [...byTerms].map(([terms, lines]) => `${lines.join('\n')}\n\n${terms}`)
  return `## ${title}\n\n${groups.join('\n\n')}`
}

function splitLicence(one: Installed): { readonly copyright: string; readonly terms: string } {
  const lines = licenceText(one).split('\n')
  const isCopyright = (line: string): boolean => /^\s*copyright\b/i.test(line)
  const copyright = lines.filter(isCopyright).map((line) => line.trim())
  if (copyright.length === 0) throw new Error(`the licence of ${one.name} names no copyright`)
  const first = lines.findIndex(isCopyright)
  const terms = lines.slice(first).filter((line) => !isCopyright(line))
  return {
    copyright: copyright.join('; '),
    terms: terms
      .map((line) => line.trimEnd())
      .join('\n')
      .trim(),
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  writeFileSync(licencesPath, await renderLicences())
  writeFileSync(noticesPath, await renderNotices())
}
