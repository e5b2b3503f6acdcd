import * as v from 'valibot'
import type { Problem, Profile, Result, Settings } from '../model/index.js'
import type { ReadCatalogOptions } from './parse-catalog.js'
import { guardValue } from './read/guard-value.js'
import { issueDraft } from './read/issue-draft.js'
import { Problems } from './read/problems.js'
import { toProfile } from './read/profile-model.js'
import { judgeProfile } from './read/profile-problems.js'
import { isRecord } from './read/raw-items.js'
import { warnOfUnknownProfileKeys } from './read/unknown-profile-keys.js'
import { judgeVersion } from './read/version.js'
import { profileSchema } from './schemas/profile.js'

export interface ReadProfileOptions extends Omit<ReadCatalogOptions, 'limits'> {
  /** Whose defaults deliveries have where they do not say (D1). */
  readonly dialect?: Settings['dialect']
}

/** A profile or every problem that keeps it from being one, and beside either the keys that look misspelt. */
export type ProfileResult = Result<Profile> & { readonly warnings: readonly Problem[] }

/**
 * Reads a profile from its document: a value that was parsed, but not looked at. `{ id: 'u1' }` is a profile that
 * nothing is known of. Every problem is reported at once with its pointer; nothing is half-loaded. Never throws.
 *
 * Law: `readProfile(writeProfile(profile))` gives that profile again.
 */
export function readProfile(
  value: unknown,
  { base = '', dialect = 'current', ...place }: ReadProfileOptions = {},
): ProfileResult {
  const parts = [{ value, base, ...place }]
  const problems = new Problems(parts)
  const warnings = new Problems(parts)
  guardValue(0, value, problems)
  if (!problems.any) judgeVersion(0, value, problems)
  // What is too deep cannot be walked, and a document from the future means what it means.
  if (problems.any) return refuse(problems, warnings)

  const shape = v.safeParse(profileSchema, value)
  for (const issue of shape.issues ?? []) problems.add(issueDraft(issue, 0))
  if (isRecord(value)) {
    judgeProfile(value, problems)
    warnOfUnknownProfileKeys(value, warnings)
  }
  if (!shape.success || !isRecord(value) || problems.any) return refuse(problems, warnings)
  return { ok: true, value: toProfile(shape.output, value, dialect), warnings: warnings.list() }
}

function refuse(problems: Problems, warnings: Problems): ProfileResult {
  const [first, ...others] = problems.list()
  if (first === undefined) throw new Error('a refusal without a problem')
  return { ok: false, problems: [first, ...others], warnings: warnings.list() }
}
