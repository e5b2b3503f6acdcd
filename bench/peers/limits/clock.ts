// The libraries read the machine's clock, and a month has to pass in a second: this one is set.

let now = 0
let overflown: (() => void)[] = []
const longest = 2 ** 31 - 1
const RealDate = Date

class SetDate extends RealDate {
  constructor(...args: readonly unknown[]) {
    super(...((args.length === 0 ? [now] : args) as [number]))
  }

  static override now(): number {
    return now
  }
}

/** For the rest of this process. Whoever measures keeps the real `performance.now` beforehand. */
export function installClock(): void {
  globalThis.Date = SetDate as DateConstructor
  performance.now = () => now
  // Node fires a timer that is too long for it at once. No other timer is waited for: what it would drop is out of date.
  globalThis.setTimeout = ((run: () => void, ms: number) => {
    if (ms > longest) overflown.push(run)
    return { unref() {} }
  }) as unknown as typeof setTimeout
  globalThis.clearTimeout = () => {}
}

export function setClock(at: number): void {
  now = at
  if (overflown.length === 0) return
  const due = overflown
  overflown = []
  for (const run of due) run()
}
