/** The version of the catalog as an entity tag. */
export const etagOf = (version: number): string => `"${version}"`

/** Whether a header of `If-Match` or `If-None-Match` names the version; `*` names each that is there. */
export function names(header: string, version: number): boolean {
  const tags = header.split(',').map((tag) => tag.trim().replace(/^W\//, ''))
  return tags.includes(etagOf(version)) || (tags.includes('*') && version > 0)
}
