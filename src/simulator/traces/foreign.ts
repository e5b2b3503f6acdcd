/** What else is handed in as a trace, by its first bytes. */
const signatures: readonly (readonly [start: string, looksLike: string, help: string])[] = [
  ['PK\x03\x04', 'a zip archive or a spreadsheet', 'unpack it, or save the sheet as CSV'],
  ['BZh', 'bzip2', 'unpack it, or pack it with gzip'],
  ['\xfd7zXZ', 'xz', 'unpack it, or pack it with gzip'],
  ['SQLite format 3', 'an SQLite database', 'export the rows as CSV or JSON Lines'],
  ['Obj\x01', 'Avro', 'export the rows as Parquet or JSON Lines'],
  ['ORC', 'ORC', 'export the rows as Parquet or JSON Lines'],
  ['ARROW1', 'Arrow', 'export the rows as Parquet or JSON Lines'],
  ['\xff\xfe', 'UTF-16 text', 'convert it to UTF-8'],
  ['\xfe\xff', 'UTF-16 text', 'convert it to UTF-8'],
]

/** What a file is that cannot be a trace, and what to do about it; `null` where nothing speaks against it. */
export function foreignKind(
  bytes: Uint8Array,
  text: string,
  firstLine: string,
): { looksLike: string; help: string } | null {
  const start = String.fromCharCode(...bytes.subarray(0, 16))
  const known = signatures.find(([signature]) => start.startsWith(signature))
  if (known !== undefined) return { looksLike: known[1], help: known[2] }
  // Further down it may be one broken line among sound ones.
  if (firstLine.includes('\0')) {
    return { looksLike: 'no text', help: 'a trace is JSON Lines, CSV, an access log or Parquet' }
  }
  const json = text.trimStart()
  if (/^\[\s*\{/.test(json)) {
    return { looksLike: 'one JSON array', help: "write one object a line, as jq -c '.[]' does" }
  }
  if (/^\{\s*\n/.test(json)) {
    return { looksLike: 'one JSON document over several lines', help: 'write one object a line, as jq -c . does' }
  }
  return /^<(!doctype|html|\?xml)/i.test(json)
    ? { looksLike: 'a web page or XML', help: 'was the download what it should have been?' }
    : null
}
