export const tracePath = 'examples/demo/out/trace.jsonl'

/** What the demo asks: the whole month, one delivery over the month, and that delivery and a survey on one page load each. */
export function commands(trace: string): readonly (readonly string[])[] {
  const inputs = ['--catalog', 'examples/demo/catalog.yaml', '--trace', trace]
  const delivery = ['--profile-id', 'u0540', '--delivery', 'tuesday-u0540']
  const survey = ['--profile-id', 'u0008', '--experience', 'reports_survey', '--at', '2029-03-14T16:30:19Z']
  return [
    ['simulate', ...inputs],
    ['explain', ...inputs, ...delivery],
    ['explain', ...inputs, ...delivery, '--at', '2029-03-22T19:55:16Z'],
    ['explain', ...inputs, ...survey],
  ]
}
