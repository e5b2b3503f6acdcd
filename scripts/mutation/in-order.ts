import type { TestSpecification } from 'vitest/node'
import { BaseSequencer } from 'vitest/node'

/** What each comes behind: the quick and particular tests find most, laws take longest, and `answer` asks them all. */
const order = ['/scenarios.test.ts', 'laws.test.ts', '/properties/', '/agreement.test.ts', '/answer.test.ts']

export default class InOrder extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification): number => order.findLastIndex((part) => moduleId.includes(part))
    return [...files].sort((a, b) => rank(a) - rank(b) || (a.moduleId < b.moduleId ? -1 : 1))
  }
}
