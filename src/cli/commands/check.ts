import { Command } from 'commander'
import type { CatalogResult } from '../../authoring/index.js'
import { counted } from '../../describe/count.js'
import { readCatalogFiles } from '../inputs/load-catalog.js'
import { jsonOption } from '../inputs/options.js'
import { judgeStdin } from '../inputs/read-input.js'
import { type ExitCode, type Io, print } from '../io.js'
import { type Colours, coloursFor } from '../render/colours.js'
import { jsonText } from '../render/json.js'
import { renderProblem } from '../render/problems.js'
import type { CommandMaker } from './index.js'

export const checkCommand: CommandMaker = (io, exit) =>
  new Command('check')
    .description('read a catalog and say everything that is wrong with it, or hardly meant, at once')
    .argument('<catalog...>', 'YAML or JSON files, merged into one catalog')
    .addOption(jsonOption())
    .addHelpText('after', '\nExample:\n  $ oncue check catalog.yaml')
    .action(async (paths: readonly string[], { json = false }: { json?: boolean }) =>
      exit(await check(paths, json, io)),
    )

async function check(paths: readonly string[], json: boolean, io: Io): Promise<ExitCode> {
  judgeStdin(paths)
  const result = await readCatalogFiles(paths, io, true)
  const problems = result.ok ? [] : result.problems
  const { warnings } = result
  const text = json
    ? jsonText({ ok: result.ok, problems, warnings, ...(result.ok ? { counts: countsOf(result) } : {}) })
    : render(result, coloursFor(io.stdout, io.env))
  await print(io.stdout, text)
  return result.ok ? 0 : 2
}

function render(result: CatalogResult, colours: Colours): string {
  const problems = result.ok ? [] : result.problems
  const lines = [
    ...problems.map((problem) => renderProblem(problem, 'error', colours)),
    ...result.warnings.map((warning) => renderProblem(warning, 'warning', colours)),
  ]
  const warned = result.warnings.length === 0 ? '' : `, ${counted(result.warnings.length, 'warning')}`
  if (!result.ok) return `${lines.join('')}refused: ${counted(problems.length, 'problem')}${warned}\n`
  const { experiences, segments, limit_groups: groups, tags } = countsOf(result)
  const parts = [
    counted(experiences, 'experience'),
    counted(segments, 'segment'),
    counted(groups, 'limit group'),
    counted(tags, 'tag'),
  ]
  return `${lines.join('')}sound: ${parts.join(', ')}${warned}\n`
}

const countsOf = ({ value }: CatalogResult & { ok: true }) => ({
  experiences: value.experiences.length,
  segments: value.segments.length,
  limit_groups: value.limitGroups.length,
  tags: value.tags.length,
})
