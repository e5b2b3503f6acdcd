import type { Observer } from './replay.js'

/** Tells one observer, then another. */
export const observeBoth = (first: Observer, second: Observer): Observer => ({
  asked(question) {
    first.asked?.(question)
    second.asked?.(question)
  },
  called(line, outcome, event) {
    first.called?.(line, outcome, event)
    second.called?.(line, outcome, event)
  },
  addressed(addressed) {
    first.addressed?.(addressed)
    second.addressed?.(addressed)
  },
  dispatched(dispatched) {
    first.dispatched?.(dispatched)
    second.dispatched?.(dispatched)
  },
  compared(predicted, recorded) {
    first.compared?.(predicted, recorded)
    second.compared?.(predicted, recorded)
  },
})
