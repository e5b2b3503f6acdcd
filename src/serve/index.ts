/**
 * The handler of `oncue/http` as a process of its own: on a port of this machine, with logs and metrics. What it needs
 * is loaded with it, so that a command that only might serve does not load it.
 *
 * @module
 */

export { openStore } from './open-store.js'
export { serve } from './serve.js'
