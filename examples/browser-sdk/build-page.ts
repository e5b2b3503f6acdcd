import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url))

/** The SDK and its page as one script, with the core in it and nothing else. */
export async function buildPage(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [here('page.ts')],
    bundle: true,
    format: 'esm',
    target: 'es2022',
    minify: true,
    write: false,
    alias: { oncue: here('../../src/index.ts'), 'oncue/explain': here('../../src/explain.ts') },
  })
  return outputFiles[0]?.text ?? ''
}
