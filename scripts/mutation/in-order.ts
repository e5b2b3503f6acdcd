import type { TestSpecification } from 'vitest/node'
import { BaseSequencer } from 'vitest/node'

/** The test that asks the others again comes last. */
export default class InOrder extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const isLast = ({ moduleId }: TestSpecification): number => Number(moduleId.endsWith('/answer.test.ts'))
    return [...files].sort((a, b) => isLast(a) - isLast(b) || (a.moduleId < b.moduleId ? -1 : 1))
  }
}
