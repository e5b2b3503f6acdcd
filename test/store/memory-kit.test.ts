import { memoryStore } from 'oncue/store'
import { storeChecks } from 'oncue/store-kit'
import { describe, test } from 'vitest'

describe('the memory store keeps every promise', () => {
  test.each(storeChecks)('$name', ({ run }) =>
    run(async () => {
      const store = memoryStore()
      return [store, store]
    }),
  )
})
