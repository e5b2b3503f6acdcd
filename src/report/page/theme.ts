import type { Tone } from '../tone.js'

/** The colours of a page: ink and paper, and one for each tone. */
export type Theme = Readonly<Record<Surface | Tone, string>>

type Surface = 'paper' | 'panel' | 'line' | 'ink' | 'quiet' | 'link'

/** Text has a contrast of 4.5 and more on paper and on a panel, what is drawn 3 and more (WCAG 2.2 AA). */
export const light: Theme = {
  paper: '#ffffff',
  panel: '#f5f6f8',
  line: '#dfe2e7',
  ink: '#1b2330',
  quiet: '#566070',
  link: '#1d56b4',
  shown: '#2a63c4',
  delivered: '#128577',
  waits: '#4a90b8',
  past: '#7b72b0',
  limit: '#c8670f',
  other: '#a3507c',
  audience: '#8a7d2a',
  away: '#868e9a',
}

export const dark: Theme = {
  paper: '#12161d',
  panel: '#1b212a',
  line: '#2f3743',
  ink: '#e7eaf0',
  quiet: '#a5afbe',
  link: '#8ab4ff',
  shown: '#6c9ff2',
  delivered: '#3fb8a6',
  waits: '#5aa7cf',
  past: '#a198dc',
  limit: '#e8964a',
  other: '#d07aa8',
  audience: '#bcae52',
  away: '#7f8998',
}

/** As custom properties. */
export const properties = (theme: Theme): string =>
  Object.entries(theme)
    .map(([name, colour]) => `--${name}:${colour}`)
    .join(';')
