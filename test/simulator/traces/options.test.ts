import { expect, test } from 'vitest'
import { formatOption, readMappingOption } from '../../../src/cli/inputs/options.js'

test('--format takes the name of a format, and says what was meant', () => {
  const { parseArg, defaultValue } = formatOption()
  expect(defaultValue).toBe('auto')
  expect(parseArg?.('ga4', undefined)).toBe('ga4')
  expect(() => parseArg?.('segmnt', undefined)).toThrow('unknown --format "segmnt"')
})

test('--map is for formats whose fields are not known', () => {
  expect(readMappingOption([], 'segment').keys).not.toBe(null)
  expect(readMappingOption(['href=path'], 'csv').nameOf('href')).toBe('path')
  expect(() => readMappingOption(['href=path'], 'segment')).toThrow('--map: the fields of "segment" are known')
})
