import { refuse, type SendingFault, type SendingRefusal } from './outcome.js'

/** So many are told one by one: a list of recipients may have as many mistakes as recipients. */
const mostFaults = 100

/** Everything that is found wrong with one request, by path (N8). */
export class Faults {
  readonly #faults = new Map<string, [SendingFault, ...SendingFault[]]>()
  count = 0

  /** @param what is wrong with the value at that path, what was found, and what to do */
  add(path: string, error: string, what: string): void {
    this.count += 1
    if (this.count <= mostFaults) this.#put(path, error, what)
  }

  /** @throws where nothing was found */
  refusal(): SendingRefusal {
    if (this.count === 0) throw new Error('a refusal without a fault')
    const left = this.count - mostFaults
    if (left > 0) this.#put('sending', 'too_many_faults', `${left} more faults; correct those that are listed first`)
    return refuse(422, Object.fromEntries(this.#faults))
  }

  #put(path: string, error: string, what: string): void {
    const fault = { error, message: `${path}: ${what}` }
    const others = this.#faults.get(path)
    if (others === undefined) this.#faults.set(path, [fault])
    else others.push(fault)
  }
}
