import { parseDocument, readProfile } from '../../authoring/index.js'
import type { Catalog, Profile } from '../../model/index.js'
import { Failure } from '../failure.js'
import { type Io, print } from '../io.js'
import { coloursFor } from '../render/colours.js'
import { renderProblem } from '../render/problems.js'
import { inputName, readInput } from './read-input.js'

/**
 * The profile of a JSON or YAML document, its deliveries with the defaults of the catalog's dialect.
 *
 * @throws Failure where it is refused
 */
export async function loadProfile(path: string, { settings }: Catalog, io: Io): Promise<Profile> {
  const file = inputName(path)
  const parsed = parseDocument(await readInput(path, io), { file })
  if (!parsed.ok) throw new Failure(2, parsed.problems)
  const { value, locate } = parsed.value
  const result = readProfile(value, { file, locate, dialect: settings.dialect })
  const colours = coloursFor(io.stderr, io.env)
  await print(io.stderr, result.warnings.map((warning) => renderProblem(warning, 'warning', colours)).join(''))
  if (!result.ok) throw new Failure(2, result.problems)
  return result.value
}
