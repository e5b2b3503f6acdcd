// The worker from its sources, for tests and for the command run from them: Node does not read TypeScript in a worker.

import { register } from 'tsx/esm/api'

register()
await import('./replay-worker.ts')
