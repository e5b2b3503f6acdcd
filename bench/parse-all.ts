import { createReadStream } from 'node:fs'

/** The bare loop: reads a file, cuts it into lines and parses each, and nothing else. @returns how many there were */
export async function parseAll(path: string): Promise<number> {
  let rest = ''
  let count = 0
  for await (const chunk of createReadStream(path, { encoding: 'utf8', highWaterMark: 1 << 20 })) {
    const lines = `${rest}${chunk}`.split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) count += typeof JSON.parse(line) === 'object' ? 1 : 0
  }
  return count
}
