import { Option } from 'commander'
import { didYouMean } from '../../authoring/did-you-mean.js'
import { zoneNamed } from '../../authoring/index.js'
import { isZoneName } from '../../authoring/zones.js'
import type { Zone } from '../../model/index.js'
import { badInput } from '../failure.js'

export const zoneOption = (): Option =>
  new Option('--zone <name>', 'show times as local ones, of "Europe/Berlin" say; no answer depends on it')

/** @throws Failure where the time zone database has no such name */
export function readZoneOption(given: string | undefined): Zone | undefined {
  if (given === undefined) return undefined
  if (isZoneName(given)) return zoneNamed(given)
  throw badInput(
    `--zone: unknown time zone ${JSON.stringify(given)}`,
    didYouMean(given, Intl.supportedValuesOf('timeZone')) ?? 'write a name of the IANA database, as "Europe/Berlin"',
  )
}
