import { Agent, request } from 'node:http'

// Asks in a process of its own, so that what is measured is the server: so many at a time, for as long as it is told.

export interface Asked {
  readonly port: number
  readonly ms: number
  readonly headers: Readonly<Record<string, string>>
}

const lanes = 16
const profiles = 300
const agent = new Agent({ keepAlive: true, maxSockets: lanes })
let number = 0

process.on('message', async (asked: Asked) => {
  let done = 0
  const began = performance.now()
  const lane = async (): Promise<void> => {
    while (performance.now() - began < asked.ms) {
      await post(asked)
      done += 1
    }
  }
  await Promise.all(Array.from({ length: lanes }, lane))
  process.send?.(done)
})

function post({ port, headers }: Asked): Promise<void> {
  number += 1
  const load = { profile_id: `u${(number * 7_919) % profiles}`, href: 'https://app.example.com/dashboard' }
  const body = JSON.stringify({ ...load, event_id: `e${number}` })
  return new Promise((resolve, reject) => {
    const options = { agent, port, host: '127.0.0.1', path: '/v3/page', method: 'POST' }
    const sent = request({ ...options, headers: { ...headers, 'content-length': body.length } }, (answer) => {
      if (answer.statusCode !== 200) reject(new Error(`answered ${answer.statusCode}`))
      answer.resume()
      answer.once('end', resolve)
    })
    sent.once('error', reject)
    sent.end(body)
  })
}
