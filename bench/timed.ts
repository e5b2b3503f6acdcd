/** How long it took, in seconds. */
export async function timed(run: () => unknown): Promise<number> {
  const from = performance.now()
  await run()
  return (performance.now() - from) / 1_000
}
