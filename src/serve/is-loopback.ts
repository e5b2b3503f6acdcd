import { isIP } from 'node:net'

/** Whether a host is this machine and nobody else can reach it. A name other than `localhost` may be anybody's. */
export function isLoopback(host: string): boolean {
  if (host === 'localhost' || host === '::1') return true
  return isIP(host) === 4 && host.startsWith('127.')
}
