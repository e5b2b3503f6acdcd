import { readFile } from 'node:fs/promises'
import { Command, Option } from 'commander'
import { cannotRun } from '../failure.js'
import { count, jsonOption } from '../inputs/options.js'
import { type ExitCode, type Io, print } from '../io.js'
import { servePage } from '../outputs/page-server.js'
import { jsonText } from '../render/json.js'
import type { CommandMaker } from './index.js'

interface PlaygroundOptions {
  readonly port: number
  readonly json?: boolean
}

const defaultPort = 4321
const maxPort = 65_535

export const playgroundCommand: CommandMaker = (io, exit) =>
  new Command('playground')
    .description('try a catalog out in the browser: edit it, drag the clock, see what shows and why not')
    .addOption(
      new Option('--port <n>', 'where the page is served, on this machine only; 0 is any port that is free')
        .default(defaultPort)
        .argParser(count('--port', 0, maxPort)),
    )
    .addOption(jsonOption())
    .addHelpText('after', '\nExample:\n  $ oncue playground --port 8080\n\nCtrl-C ends it.')
    .action(async (options: PlaygroundOptions) => exit(await playground(options, io)))

async function playground({ port, json = false }: PlaygroundOptions, io: Io): Promise<ExitCode> {
  const page = await readPage()
  const served = await servePage(page, port)
  const interrupted = new Promise<void>((resolve) => {
    const stop = io.onInterrupt(() => {
      stop()
      resolve()
    })
  })
  try {
    const { url } = served
    await print(io.stdout, json ? jsonText({ url }) : `the playground is at ${url}\nCtrl-C ends it\n`)
    await interrupted
  } finally {
    await served.close()
  }
  return 0
}

/** Beside the command in the package; among the sources, what the last build left. */
const pageUrl = new URL(
  import.meta.url.endsWith('.ts') ? '../../../dist/playground/index.html' : '../playground/index.html',
  import.meta.url,
)

async function readPage(): Promise<string> {
  try {
    return await readFile(pageUrl, 'utf8')
  } catch {
    throw cannotRun('the page of the playground is not there', 'in a clone of the repository "npm run build" makes it')
  }
}
