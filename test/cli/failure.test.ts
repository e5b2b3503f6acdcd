import { DuckdbFailure, type DuckdbFault } from 'oncue/simulator'
import { expect, test } from 'vitest'
import { systemFailure } from '../../src/cli/failure.js'

// Whatever DuckDB is given in a command, oncue gave it: only the file is the user's.
test.each<readonly [DuckdbFault, number]>([
  ['not_parquet', 2],
  ['unknown_column', 2],
  ['missing', 1],
  ['settings', 1],
  ['no_temp_folder', 1],
  ['disk_full', 1],
  ['out_of_memory', 1],
])('what DuckDB calls %s ends with %i', (fault, exitCode) => {
  const failed = systemFailure(new DuckdbFailure(fault, 'message', 'help'), 't.parquet')
  expect(failed).toMatchObject({ exitCode, problems: [{ message: 'message', help: 'help' }] })
})
