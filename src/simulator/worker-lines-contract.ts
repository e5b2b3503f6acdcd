import type { TraceEvent } from '../authoring/trace-event.js'
import type { Problem } from '../model/index.js'

// What one worker cannot know, since it sees neither the other profiles nor the other workers.

/** C6, P3: had it been passed over, the other workers' answers would not hold. */
export const isEdit: Problem = {
  code: 'edit_in_input',
  pointer: '/type',
  message: 'an edit of the catalog concerns every profile, and a worker has only some of them',
  help: 'leave the edits out of the input, and give all of them to every worker by --edits',
}

/** D2: a name may be another worker's profile's. */
export const isNobodys = (type: TraceEvent['type']): Problem => ({
  code: 'nobodys_event',
  pointer: '',
  message: `${JSON.stringify(type)} without a profile_id: a worker cannot tell whose it is`,
  help: 'find out whose it is before the trace is parted, and write its profile_id',
})
