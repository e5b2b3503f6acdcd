import type { Profile } from '../model/index.js'

/**
 * Names the interaction of a show (E6) so that no other of the profile's ever has its name, also after old ones were
 * trimmed: `<profile id>:<version>`, as every event raises the version. For `compile`'s option of that name.
 *
 * @example
 * ```ts
 * import { catalog, compile, decide, experience, profile } from 'oncue'
 * import { interactionIdByVersion } from 'oncue/store'
 *
 * const experiences = [experience({ id: 'nps', kind: 'survey', publishedAt: 0 })]
 * const engine = compile(catalog({ experiences }), { interactionId: interactionIdByVersion })
 * const decision = decide(engine, profile('u1', { version: 41 }), { href: 'https://app.example.com/' }, 1_000)
 * // The page load itself is event 42.
 * decision.outcome === 'show' && decision.interactionId // 'u1:42'
 * ```
 */
export const interactionIdByVersion = ({ id, version }: Profile): string => `${id}:${version}`
