/** A problem as the parsers see it: at an offset of the text, before there is a pointer. */
export interface Fault {
  readonly code: string
  readonly offset: number
  readonly message: string
  readonly help?: string
  /** Another place that explains this one; it is worded into the help. */
  readonly see?: { readonly words: 'it begins at' | 'first given at'; readonly offset: number }
}

export const tooDeep = (offset: number, maxDepth: number): Fault => ({
  code: 'too_deep',
  offset,
  message: `nested more than ${maxDepth} levels deep`,
  help: `the limit is ${maxDepth} levels of objects and lists`,
})

export const tooManyValues = (offset: number, maxValues: number): Fault => ({
  code: 'too_many_values',
  offset,
  message: `more than ${maxValues} values`,
  help: `the limit is ${maxValues} values in one document, aliases counted each time: split it over files`,
})

export const repeatedKey = (key: string, offset: number, first: number): Fault => ({
  code: 'duplicate_key',
  offset,
  message: `duplicate key ${JSON.stringify(key)}`,
  see: { words: 'first given at', offset: first },
})

export const emptyDocument: Fault = { code: 'empty_document', offset: 0, message: 'the document is empty' }
