import { createHash } from 'node:crypto'

/**
 * Whether a profile is in a sample of that share: always the same answer, on every server, and in every larger sample
 * too. It has nothing to do with who is in a control group (E8), which goes by another hash.
 *
 * @param share from 0, nobody, to 1, everybody
 */
export const isSampled = (profileId: string, share: number): boolean =>
  share >= 1 || createHash('sha256').update(profileId).digest().readUInt32BE() < share * 2 ** 32
