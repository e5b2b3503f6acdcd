/**
 * What the servers show: a catalog with groups that overlap, of windows that come to an end while they run and of such
 * that do not. As a document, which the servers read and which the log is checked by.
 */
export const catalogDocument = {
  tags: [{ id: 'loud', name: 'Loud' }],
  experiences: [
    ...['welcome', 'reports', 'export'].map((id, position) => ({
      id,
      kind: 'tour',
      name: id,
      position,
      published_at: '2020-01-01T00:00:00Z',
      recurrence: { kind: 'page' },
      tag_ids: id === 'welcome' ? [] : ['loud'],
    })),
    ...['nps', 'csat'].map((id, position) => ({
      id,
      kind: 'survey',
      name: id,
      position,
      published_at: '2020-01-01T00:00:00Z',
      recurrence: { kind: 'every', amount: 1, unit: 'hour' },
      tag_ids: ['loud'],
    })),
    // Not limited, and behind everything else.
    {
      id: 'hint',
      kind: 'tour',
      name: 'hint',
      position: 9,
      published_at: '2020-01-01T00:00:00Z',
      rate_unlimit_at: '2020-01-01T00:00:00Z',
      recurrence: { kind: 'every', amount: 1, unit: 'hour' },
    },
  ],
  limit_groups: [
    { id: 'one_a_second', name: '1 a second', kind: 'all', rate_limit_size: 1, rate_limit_kind: '1s', count: 'shows' },
    {
      id: 'two_loud',
      name: '2 loud in 5 s',
      kind: 'tags',
      tag_ids: ['loud'],
      rate_limit_size: 2,
      rate_limit_kind: '5s',
    },
    { id: 'one_survey', name: '1 survey a day', kind: 'survey', rate_limit_size: 1, rate_limit_kind: '1d' },
    {
      id: 'twice_ever',
      name: '2 of these ever',
      kind: 'campaigns',
      campaign_ids: ['welcome', 'reports', 'export'],
      rate_limit_size: 12,
      rate_limit_kind: 'lifetime',
      count: 'shows',
    },
  ],
}
