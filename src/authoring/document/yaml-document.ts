import {
  Composer,
  type Document,
  isMap,
  isScalar,
  isSeq,
  Lexer,
  type Node,
  type Pair,
  Parser,
  type YAMLParseError,
  type YAMLWarning,
} from 'yaml'
import { emptyDocument, type Fault, tooDeep, tooManyValues } from './fault.js'
import type { DocumentLimits } from './limits.js'
import { pointerKeys } from './pointer.js'
import { yamlAliases } from './yaml-aliases.js'
import { yamlFault } from './yaml-fault.js'
import { yamlKey, yamlValue } from './yaml-value.js'

/** Where the key and the value at a pointer begin. */
export type Locate = (pointer: string) => { readonly key: number; readonly value: number } | undefined

export type YamlReading =
  | { readonly ok: true; readonly value: unknown; readonly locate: Locate }
  | { readonly ok: false; readonly faults: readonly [Fault, ...Fault[]] }

/**
 * Reads YAML 1.2 (core schema). The parser is fed one token at a time and watched: its composer, which recurses,
 * only ever sees what is known to be shallow and not too long.
 */
export function readYaml(text: string, limits: DocumentLimits): YamlReading {
  const composed = compose(text, limits)
  if ('code' in composed) return { ok: false, faults: [composed] }
  const { documents, complaints } = composed
  const [document, second] = documents
  const errors = complaints.map(yamlFault)
  if (errors[0] !== undefined) return { ok: false, faults: [errors[0], ...errors.slice(1)] }
  if (second !== undefined) {
    const message = 'more than one YAML document'
    const help = 'write one document to a file; files can be merged'
    return { ok: false, faults: [{ code: 'several_documents', offset: second.range[0], message, help }] }
  }
  const root = document?.contents ?? null
  if (root === null || (isScalar(root) && root.value === null && (root.source ?? '') === '')) {
    return { ok: false, faults: [emptyDocument] }
  }
  const aliases = yamlAliases(root)
  const read = yamlValue(root, aliases.targets, limits)
  const [first, ...others] = [...aliases.faults, ...read.faults]
  if (first !== undefined) return { ok: false, faults: [first, ...others] }
  return { ok: true, value: read.value, locate: (pointer) => locate(root, aliases.targets, pointer) }
}

interface Composed {
  readonly documents: readonly Document.Parsed[]
  readonly complaints: readonly (YAMLParseError | YAMLWarning)[]
}

function compose(text: string, limits: DocumentLimits): Composed | Fault {
  const parser = new Parser()
  // The check for repeated keys is ours: the composer's own takes time in the square of their number.
  const composer = new Composer({ uniqueKeys: false, strict: true, version: '1.2', schema: 'core' })
  const documents: Document.Parsed[] = []
  const tokens = []
  let lexemes = 0
  let misplaced = 0
  for (const lexeme of new Lexer().lex(text)) {
    for (const token of parser.next(lexeme)) {
      tokens.push(token)
      if (token.type === 'error') misplaced += 1
    }
    if (misplaced >= maxComplaints) break
    // The stack holds the document and the scalar that is being read beside the levels.
    if (parser.stack.length > limits.maxDepth + 2) return tooDeep(parser.offset, limits.maxDepth)
    lexemes += 1
    if (lexemes > limits.maxValues * lexemesPerValue) return tooManyValues(parser.offset, limits.maxValues)
  }
  for (const token of parser.end()) tokens.push(token)
  const heard = hear(composer)
  try {
    for (const document of composer.compose(tokens)) {
      documents.push(document)
      if (documents.length > 1) break
    }
  } catch (error) {
    if (error !== heard.enough) throw error
    return { documents, complaints: heard.complaints() }
  }
  const [first] = documents
  return { documents, complaints: first === undefined ? [] : [...first.errors, ...first.warnings] }
}

// More than anybody is told.
const maxComplaints = 200

/** Ends the composer once it has complained enough: each complaint is slow to make, and there may be one for each byte. */
function hear(composer: Composer): Heard {
  const watched = composer as unknown as { onError: (...complaint: unknown[]) => void }
  const enough = new Error('enough')
  const complain = watched.onError
  let count = 0
  watched.onError = (...complaint) => {
    if (count === maxComplaints) throw enough
    complain(...complaint)
    count += 1
  }
  const complaints = (): Composed['complaints'] => {
    const { errors, warnings } = composer.streamInfo()
    return [...errors, ...warnings]
  }
  return { enough, complaints }
}

interface Heard {
  /** What it throws. */
  readonly enough: Error
  readonly complaints: () => Composed['complaints']
}

// A key, a colon, a space, a value, a line break and a comment make eight.
const lexemesPerValue = 8

function locate(root: Node, targets: ReadonlyMap<Node, Node>, pointer: string): ReturnType<Locate> {
  const start = (node: unknown): number => (node as Node | null)?.range?.[0] ?? 0
  let node: Node | undefined = root
  let key = start(root)
  for (const name of pointerKeys(pointer)) {
    const container: Node | undefined = node === undefined ? undefined : (targets.get(node) ?? node)
    if (isMap(container)) {
      const pair: Pair | undefined = container.items.find((item) => yamlKey(item.key) === name)
      if (pair === undefined) return undefined
      key = start(pair.key)
      node = (pair.value ?? pair.key) as Node
    } else if (isSeq(container)) {
      node = container.items[Number(name)] as Node | undefined
      if (node === undefined) return undefined
      key = start(node)
    } else {
      return undefined
    }
  }
  return { key, value: start(node) }
}
