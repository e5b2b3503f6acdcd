/** How much is logged: every request, what goes on inside too, what may be wrong, what is wrong, nothing. */
export const logLevels = ['info', 'debug', 'warn', 'error', 'silent'] as const

export type LogLevel = (typeof logLevels)[number]
