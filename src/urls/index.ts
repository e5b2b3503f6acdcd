// What authoring alone needs, the parser of regular expressions above all, is not named here: the core stays small.
export * from './url-rule.js'
export * from './url-rules.js'
