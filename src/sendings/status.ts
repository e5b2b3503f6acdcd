/** Where a sending stands (N1). */
export type SendingStatus = keyof typeof statuses

/** What may be done to a sending, by its status, in the order in which it comes into them. */
export const statuses = {
  draft: { isEditable: true, isCancellable: false },
  scheduled: { isEditable: true, isCancellable: false },
  preparing: { isEditable: false, isCancellable: true },
  prepared: { isEditable: false, isCancellable: true },
  transmitting: { isEditable: false, isCancellable: true },
  transmitted: { isEditable: false, isCancellable: false },
  skipped: { isEditable: false, isCancellable: false },
  failed: { isEditable: false, isCancellable: false },
  cancelled: { isEditable: false, isCancellable: false },
} as const
