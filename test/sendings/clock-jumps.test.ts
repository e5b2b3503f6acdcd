import { describe, expect, it } from 'vitest'
import { advance, type SendingStatus, type Work } from '../../src/sendings/index.js'
import { gathered, inStatus, minuteMs, now } from './support.js'

const yearMs = 365 * 24 * 60 * minuteMs

/** N1, N3: what a clock that leaps ten years makes of each status, whatever work is done. */
const afterTheLeap: Readonly<Record<SendingStatus, SendingStatus>> = {
  draft: 'draft',
  scheduled: 'failed',
  preparing: 'failed',
  prepared: 'failed',
  transmitting: 'failed',
  transmitted: 'transmitted',
  skipped: 'skipped',
  failed: 'failed',
  cancelled: 'cancelled',
}

describe.each(Object.entries(afterTheLeap) as [SendingStatus, SendingStatus][])(
  'a sending that is %s',
  (status, later) => {
    const works = (): readonly Work[] => {
      const sending = inStatus[status]()
      return [{}, { gathered: gathered(sending) }, { transmitted: 1 }]
    }

    it(`N3: is ${later} ten years later, and hands out nothing`, () => {
      for (const work of works()) {
        const advanced = advance(inStatus[status](), now + 10 * yearMs, work)
        expect([advanced.sending.status, advanced.dispatches]).toEqual([later, []])
      }
    })

    it('N6: hands out nothing that was handed out, where the clock falls back ten years and comes again', () => {
      const back = advance(inStatus[status](), now - 10 * yearMs)
      expect(back.dispatches).toEqual([])
      expect(back.sending.status).toBe(inStatus[status]().status)
      const again = advance(back.sending, now)
      const straight = advance(inStatus[status](), now)
      expect([again.sending.status, again.dispatches]).toEqual([straight.sending.status, straight.dispatches])
    })
  },
)
