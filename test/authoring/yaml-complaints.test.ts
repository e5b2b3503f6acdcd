import { expect, test } from 'vitest'
import { documentLimits } from '../../src/authoring/document/limits.js'
import { readYaml } from '../../src/authoring/document/yaml-document.js'

// Each complaint of the parser is slow to make: a document that is wrong at every byte must not be read to its end.
test.each([
  ['brackets behind the end', `a: 1\n${'] '.repeat(5_000)}`, 'unexpected flow-seq-end token in YAML stream: "]"'],
  ['tags on one node', `a: ${'!x '.repeat(5_000)}`, 'a node can have at most one tag'],
  ['tags that are not read', '- !<tag:x> 1\n'.repeat(5_000), 'a YAML tag that is not read'],
  ['text that is escaped wrongly', 'a: "\\q"\n'.repeat(5_000), 'invalid escape sequence \\q'],
])('what is wrong everywhere is complained about a few hundred times: %s', (_, text, message) => {
  const reading = readYaml(text, documentLimits)
  const faults = reading.ok ? [] : reading.faults
  expect(faults.length).toBeGreaterThanOrEqual(100)
  expect(faults.length).toBeLessThanOrEqual(400)
  expect(faults[0]?.message).toBe(message)
})
