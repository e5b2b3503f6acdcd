/** What a cell sets that an answer must not depend on. */
export interface NodeCell {
  readonly runtime: Runtime
  readonly zone: Zone
  readonly locale: Locale
  readonly workers: number
  readonly life: Life
}

/** A page has neither threads of ours nor checkpoints. */
export interface PageCell {
  readonly zone: Zone
  readonly locale: Locale
}

/** The newest of each major version that the package supports: `engines` in package.json. */
export const runtimes = ['20.20.2', '22.23.3', '24.21.0'] as const
export type Runtime = (typeof runtimes)[number]

/** No offset; half an hour off, with summer time; three quarters, without; beyond the date line. */
export const zones = ['UTC', 'America/St_Johns', 'Asia/Kathmandu', 'Pacific/Apia'] as const
export type Zone = (typeof zones)[number]

export interface Locale {
  /** What `Intl` comes to by it. */
  readonly tag: string
  readonly env: Readonly<Record<string, string>>
}

/** None; a dotless i; other digits, from right to left; another alphabet's order. Each by other variables. */
export const locales: readonly Locale[] = [
  { tag: 'en-US', env: { LC_ALL: 'C' } },
  { tag: 'tr-TR', env: { LANG: 'C', LC_ALL: 'tr_TR.UTF-8' } },
  { tag: 'ar-EG', env: { LANG: 'ar_EG.UTF-8' } },
  { tag: 'sv-SE', env: { LANG: 'sv_SE.UTF-8', LANGUAGE: 'sv:de' } },
]

const workers = [1, 2, 8] as const

/**
 * What a replay goes through: nothing; killed at every checkpoint and resumed; killed at every checkpoint and resumed
 * under the next runtime, zone and locale each time.
 */
export const lives = ['whole', 'killed', 'carried'] as const
export type Life = (typeof lives)[number]

export const nodeFactors: { readonly [K in keyof NodeCell]: readonly NodeCell[K][] } = {
  runtime: runtimes,
  zone: zones,
  locale: locales,
  workers,
  life: lives,
}

export const pageFactors: { readonly [K in keyof PageCell]: readonly PageCell[K][] } = { zone: zones, locale: locales }

/**
 * The pages that a pairwise selection takes: Chromium meets every zone and every locale. That these meet each other is
 * what the cells of Node are for.
 */
export const somePages: readonly PageCell[] = locales.map((locale, k) => ({
  locale,
  zone: zones[k % zones.length] as Zone,
}))

export const nameOfNodeCell = ({ runtime, zone, locale, workers, life }: NodeCell): string =>
  `Node ${runtime}, ${zone}, ${locale.tag}, ${workers} ${workers === 1 ? 'worker' : 'workers'}, ${life}`

export const nameOfPageCell = ({ zone, locale }: PageCell): string => `Chromium, ${zone}, ${locale.tag}`
