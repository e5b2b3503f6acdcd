import fc from 'fast-check'

/** Laws draw the same cases on every run. `ONCUE_SEED` draws others: `npm run fuzz` does so again and again. */
fc.configureGlobal({ seed: Number(process.env.ONCUE_SEED ?? 20290203) })
