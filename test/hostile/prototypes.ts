import { Fault } from './judge.js'

const watched: Readonly<Record<string, object>> = {
  'Object.prototype': Object.prototype,
  'Array.prototype': Array.prototype,
  'Function.prototype': Function.prototype,
  'String.prototype': String.prototype,
  'Number.prototype': Number.prototype,
  'Boolean.prototype': Boolean.prototype,
  'Map.prototype': Map.prototype,
  'Set.prototype': Set.prototype,
  'Date.prototype': Date.prototype,
  'RegExp.prototype': RegExp.prototype,
  'Promise.prototype': Promise.prototype,
  'Error.prototype': Error.prototype,
  'Uint8Array.prototype': Uint8Array.prototype,
  Object,
  Array,
  JSON,
  Math,
  Reflect,
}

type Snapshot = ReadonlyMap<string, ReadonlyMap<PropertyKey, PropertyDescriptor>>

const take = (): Snapshot =>
  new Map(
    Object.entries(watched).map(([name, object]) => [
      name,
      new Map(
        Reflect.ownKeys(object).map((key) => [
          key,
          Reflect.getOwnPropertyDescriptor(object, key) as PropertyDescriptor,
        ]),
      ),
    ]),
  )

/** Says of the prototypes that everything shares whether anybody has touched them since. */
export class PrototypeWatch {
  readonly #before = take()
  readonly #counts = Object.values(watched).map((object) => Reflect.ownKeys(object).length)

  /** What costs next to nothing: whether there is anything more or less than before. */
  glance(): void {
    if (Reflect.ownKeys(Object.prototype).length !== this.#counts[0]) throw new Fault('Object.prototype was touched')
    if (Reflect.ownKeys(Array.prototype).length !== this.#counts[1]) throw new Fault('Array.prototype was touched')
  }

  /** Every property of all of them. */
  look(): void {
    const now = take()
    for (const [name, before] of this.#before) {
      const after = now.get(name) as ReadonlyMap<PropertyKey, PropertyDescriptor>
      const keys = new Set([...before.keys(), ...after.keys()])
      for (const key of keys) {
        if (!isSame(before.get(key), after.get(key))) throw new Fault(`${name} was touched: ${String(key)}`)
      }
    }
  }
}

const isSame = (a: PropertyDescriptor | undefined, b: PropertyDescriptor | undefined): boolean =>
  a !== undefined &&
  b !== undefined &&
  Object.is(a.value, b.value) &&
  a.get === b.get &&
  a.set === b.set &&
  a.writable === b.writable &&
  a.configurable === b.configurable &&
  a.enumerable === b.enumerable
