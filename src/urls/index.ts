export * from './check-url-pattern.js'
export * from './url-rule.js'
export * from './url-rules.js'
