import { execFileSync } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type BrowserContext, chromium } from 'playwright-core'

/** Where a browser is on this machine; `null` where there is none. */
export const chromiumPath = findChromium()
if (chromiumPath === null) console.warn('skipped: there is no chromium on the path')

function findChromium(): string | null {
  try {
    return execFileSync('which', ['chromium'], { encoding: 'utf8' }).trim()
  } catch {
    return null
  }
}

// It is to ask nobody but the loopback server, at the start neither.
const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

export interface Browser {
  readonly context: BrowserContext
  close(): Promise<void>
}

/** Where a browser believes that it is. */
export interface Whereabouts {
  readonly timezoneId?: string
  readonly locale?: string
  readonly env?: Readonly<Record<string, string>>
}

/** A browser with a profile of its own, which is gone afterwards. */
export async function openBrowser({ env = {}, ...whereabouts }: Whereabouts = {}): Promise<Browser> {
  const profileFolder = await mkdtemp(join(tmpdir(), 'oncue-chromium-'))
  const context = await chromium.launchPersistentContext(profileFolder, {
    executablePath: chromiumPath ?? '',
    args: flags,
    env: { ...process.env, ...env },
    ...whereabouts,
  })
  const close = async (): Promise<void> => {
    await context.close()
    await rm(profileFolder, { recursive: true, force: true, maxRetries: 10 }) // its processes end a little later
  }
  return { context, close }
}
