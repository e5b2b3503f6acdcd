import { expect, test } from 'vitest'
import { firstLine } from '../../../src/simulator/duckdb/failure.js'

test('what DuckDB says is one short line, whatever bytes of a file are in it', () => {
  expect(firstLine(new Error('no such column\n\nLINE 1: SELECT'))).toBe('no such column')
  expect(firstLine(new Error("don't know what type: \r"))).toBe("don't know what type: \ufffd")
  expect(firstLine(new Error(`found \0\x1b[31m${'x'.repeat(300)}`))).toBe(`found \ufffd\ufffd[31m${'x'.repeat(188)}`)
  expect(firstLine('cut short')).toBe('cut short')
  expect(firstLine(new Error('the file might be corrupted.\nLINE 1'))).toBe('the file might be corrupted')
})
