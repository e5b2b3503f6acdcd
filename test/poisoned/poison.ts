import { fileURLToPath } from 'node:url'

// Set up before every test of the project "poisoned". Whatever the machine would answer differently tomorrow or
// elsewhere throws where src asks for it (T1). A package that src calls and that asks for it, as Luxon does for what it
// then does not use, is told a lie, another one each time: whoever did use it would be found out. Tests may ask.

const sources = fileURLToPath(new URL('../../src/', import.meta.url))
const tests = fileURLToPath(new URL('../../test/', import.meta.url))
const here = fileURLToPath(import.meta.url)

/** T8: a zone's transitions are worked out when a catalog is read, from the database that the machine has. */
const allowed: readonly (readonly [name: string, file: string])[] = [['Intl', `${sources}authoring/zones.ts`]]

interface Asking {
  /** The nearest file of ours. */
  readonly file: string
  /** Whether it asks by way of a package. */
  readonly isThrough: boolean
}

/** Who asks; `null` where it is nobody of ours, as with what the test runner does. */
function asking(): Asking | null {
  let isThrough = false
  for (const site of callSites()) {
    const path = site
      .getFileName()
      ?.replace(/^file:\/\//, '')
      .split('?')[0]
    if (path === undefined || path === here) continue
    if (path.startsWith(sources) || path.startsWith(tests)) return { file: path, isThrough }
    if (path.includes('/node_modules/')) isThrough = true
  }
  return null
}

/** The stack as it is, not as text: it is asked for a hundred thousand times. */
function callSites(): readonly NodeJS.CallSite[] {
  const { stackTraceLimit, prepareStackTrace } = Error
  Error.stackTraceLimit = 40
  Error.prepareStackTrace = (_error, sites) => sites
  const sites = new Error().stack as unknown as readonly NodeJS.CallSite[]
  Error.stackTraceLimit = stackTraceLimit
  if (prepareStackTrace === undefined) Reflect.deleteProperty(Error, 'prepareStackTrace')
  else Error.prepareStackTrace = prepareStackTrace
  return sites
}

/** @returns whether it is to be lied about. Throws where src itself asks for what is poisoned. */
function judge(name: string): boolean {
  const by = asking()
  if (!by?.file.startsWith(sources) || allowed.some(([what, file]) => what === name && by.file === file)) return false
  if (by.isThrough && lies.has(name)) return true
  throw new Error(`${name} is poisoned: ${by.file} asks for it`)
}

const lies = new Set(['Date.now', 'new Date()', 'performance.now', 'Intl'])
let told = 0

/** Another instant each time, centuries apart. */
const lie = (): number => {
  told += 1
  return Date.UTC(1900 + ((told * 271) % 900), told % 12, 1 + (told % 28), told % 24)
}

type Method = (this: unknown, ...args: unknown[]) => unknown

function poisonMethod(owner: object, key: string, name: string): void {
  const found = Object.getOwnPropertyDescriptor(owner, key)
  if (typeof found?.value !== 'function') return
  const method = found.value as Method
  const poisoned: Method = function (...args) {
    return judge(name) ? lie() : method.apply(this, args)
  }
  Object.defineProperty(owner, key, { ...found, value: poisoned })
}

/** Methods that go by the machine's locale or zone. */
const byPlace =
  /^(toLocale\w+|localeCompare|toDateString|toTimeString|getTimezoneOffset|[gs]et(FullYear|Month|Date|Day|Hours|Minutes|Seconds|Milliseconds))$/

function poisonPlaces(): void {
  for (const { prototype } of [String, Number, BigInt, Array, Date, Object.getPrototypeOf(Uint8Array)]) {
    for (const key of Object.getOwnPropertyNames(prototype)) {
      if (byPlace.test(key)) poisonMethod(prototype, key, key)
    }
  }
}

/** A date of no argument is now; one of an instant is none of the machine's business. */
function poisonDates(): void {
  const RealDate = Date
  poisonMethod(RealDate, 'now', 'Date.now')
  globalThis.Date = new Proxy(RealDate, {
    construct(target, args, newTarget) {
      const isLie = args.length === 0 && judge('new Date()')
      return Reflect.construct(target, isLie ? [lie()] : args, newTarget) as object
    },
    apply(target, self, args) {
      judge('Date()')
      return Reflect.apply(target, self, args) as string
    },
  })
}

type IntlClass = new (locales?: unknown, ...rest: unknown[]) => object

/** As where people read from right to left and have other digits, unless a locale is named. */
const elsewhere = (made: IntlClass): IntlClass =>
  new Proxy(made, {
    construct: (target, [locales = 'ar-EG-u-nu-arab', ...rest]) => new target(locales, ...rest),
    apply: (target, _self, [locales = 'ar-EG-u-nu-arab', ...rest]) => new target(locales, ...rest),
  })

function poisonIntl(): void {
  const real = Intl
  const poisoned = new Proxy(real, {
    get(target, key) {
      const found = Reflect.get(target, key) as unknown
      return judge('Intl') && typeof found === 'function' ? elsewhere(found as IntlClass) : found
    },
  })
  Object.defineProperty(globalThis, 'Intl', { value: poisoned, configurable: true, writable: true })
}

const mark = Symbol.for('oncue.poisoned')

/** Once in a thread, whose tests share their modules. */
if (!(mark in globalThis)) {
  Object.defineProperty(globalThis, mark, { value: true })
  poisonPlaces()
  poisonDates()
  poisonIntl()
  poisonMethod(Math, 'random', 'Math.random')
  poisonMethod(Object.getPrototypeOf(performance) as object, 'now', 'performance.now')
  poisonMethod(Object.getPrototypeOf(crypto) as object, 'randomUUID', 'crypto.randomUUID')
  poisonMethod(Object.getPrototypeOf(crypto) as object, 'getRandomValues', 'crypto.getRandomValues')
}
