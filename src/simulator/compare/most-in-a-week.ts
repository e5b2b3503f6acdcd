import { weekMs } from '../../model/index.js'
import { mostShows } from '../metrics/fatigue.js'
import type { SideBySide } from './side-by-side.js'

/** By lane, by number: a profile's most shows in any rolling seven days, those that were recorded included. */
export const mostInAWeek = ({ replays, ids }: SideBySide): readonly Uint32Array[] =>
  replays.map(({ population }) => {
    const most = new Uint32Array(ids.length)
    let number = 0
    for (const { draft } of population) most[number++] = mostShows(draft.interactions, weekMs)
    return most
  })
