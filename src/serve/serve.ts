import {
  type Answered,
  advanceSendings,
  type Cors,
  createHandler,
  type HandlerOptions,
  type Rate,
  type Recorded,
} from '../http/index.js'
import type { Instant, Problem } from '../model/index.js'
import type { Store } from '../store/store.js'
import { type DecisionLog, type DecisionLogOptions, openDecisionLog } from './decision-log/decision-log.js'
import { loggedCatalogs } from './decision-log/logged-catalogs.js'
import { every } from './every.js'
import type { LogLevel } from './log-levels.js'
import { createLogger, errorWords } from './logger.js'
import { meteredStore } from './metrics/metered-store.js'
import { createMetrics } from './metrics/metrics.js'
import { withMetrics } from './metrics/with-metrics.js'
import { serveOnNode } from './node-server.js'
import { putCatalog } from './put-catalog.js'

/** What a server needs: everything that it would otherwise ask the machine for comes from here. */
export interface ServeOptions {
  /** Closed when the server stops, and where it cannot start. */
  readonly store: Store
  /** Becomes the store's catalog; `null` leaves the one that is there. */
  readonly catalog: unknown
  readonly host: string
  /** 0 is any that is free. */
  readonly port: number
  /** What requests must bring; `null` is nothing. */
  readonly secret: string | null
  readonly decisionLog: DecisionLogOptions | null
  readonly open: NonNullable<HandlerOptions['open']>
  readonly rate: Rate | null
  readonly cors: Cors | null
  /** So many profiles are remembered as they were committed last; 0 is for a store that several processes share. */
  readonly remembered: number
  /** For so long the retry of an event gets the answer of the first time. */
  readonly answersMs: number
  readonly logLevel: LogLevel
  readonly logStream: { readonly write: (line: string) => unknown }
  readonly now: () => Instant
  readonly elapsedMs: () => number
  readonly newId: () => string
}

export interface Running {
  readonly url: string
  /** Takes no more requests, finishes those under way, closes the store. */
  readonly stop: () => Promise<void>
}

/** Whether a server runs, or what is wrong with its catalog. */
export type Started =
  | { readonly ok: true; readonly running: Running }
  | { readonly ok: false; readonly problems: readonly Problem[] }

const graceMs = 10_000
const sendingsMs = 1_000
const forgetMs = 10 * 60_000

/**
 * Starts a server: the handler of `oncue/http` on a port of this machine, with its metrics, its logs and its timers.
 *
 * @throws what the system says of the port or the log's file, and what the store throws; store and log are closed then
 */
export async function serve(options: ServeOptions): Promise<Started> {
  const { store, decisionLog, now } = options
  const logger = createLogger({ level: options.logLevel, now, stream: options.logStream })
  const tell: Tell = (message) => (error) => logger.error(errorWords(error), message)
  let log: DecisionLog | null = null
  const close = (): Promise<void> => {
    log?.close()
    return store.close()
  }
  let started: Started
  try {
    const onFailure = tell('the decision log cannot be written')
    log = decisionLog === null ? null : openDecisionLog(decisionLog, { at: now(), onFailure })
    started = await start(options, { logger, tell, log, close })
  } catch (error) {
    await close()
    throw error
  }
  if (!started.ok) await close()
  return started
}

type Tell = (message: string) => (error: unknown) => void

interface Opened {
  readonly logger: ReturnType<typeof createLogger>
  readonly tell: Tell
  readonly log: DecisionLog | null
  /** Of the log and the store. */
  readonly close: () => Promise<void>
}

async function start(options: ServeOptions, { logger, tell, log, close }: Opened): Promise<Started> {
  const { now, elapsedMs, newId, secret, open, rate, cors, remembered } = options
  const metrics = createMetrics()
  const metered = meteredStore(options.store, metrics, elapsedMs)
  const logged = log === null ? metered : loggedCatalogs(metered, log)
  // A log that begins is read with the catalog that it begins with; to one that goes on, another one is an edit.
  const problems =
    options.catalog === null ? [] : await putCatalog(log?.isNew === true ? metered : logged, options.catalog, now())
  if (problems.length > 0) return { ok: false, problems }
  const shared = {
    store: logged,
    now,
    profiles: { remembered },
    onDecision(entry: Recorded): void {
      metrics.recorded(entry)
      log?.add(entry)
    },
    onError: tell('what was asked could not be done'),
  }
  const onRequest = (request: Answered): void => {
    metrics.answered(request)
    const told = { ...request, ms: Math.round(request.ms * 100) / 100 }
    logger[request.status < 500 ? 'info' : 'warn'](told, 'answered')
  }
  const handler = createHandler({ ...shared, newId, elapsedMs, secret, open, rate, cors, onRequest })
  const { host, port } = options
  const server = await serveOnNode(withMetrics(handler, { metrics, secret }), { host, port, graceMs })
  const repeated = [
    every(sendingsMs, () => advanceSendings(shared), tell('sendings could not be advanced')),
    every(forgetMs, () => logged.forgetAnswers(now() - options.answersMs), tell('answers could not be forgotten')),
  ]
  logger.info({ url: server.url }, 'serving')
  return {
    ok: true,
    running: {
      url: server.url,
      async stop() {
        logger.info('stopping')
        await server.stop()
        await Promise.all(repeated.map((one) => one.stop()))
        await close()
        logger.info('stopped')
      },
    },
  }
}
