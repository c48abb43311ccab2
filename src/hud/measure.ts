/** The one figure of what is marked: how much room a plate has, how busy a rider is, what a disk is. */

import { BYTES_PER_MIB } from '../model/units'
import type { MeasureView } from '../view/park-view'
import type { RoomView } from '../view/plate-view'
import { cores, memory, roughly } from './figures'
import type { Words } from './words'

/** Empty where it is next to nothing. */
export function measureIs(measure: MeasureView, words: Words): string {
  switch (measure.of) {
    case 'plate':
      return roomIs(measure.room, words)
    case 'rider':
      return roughly(measure.load) > 0 ? words.ui('target.load', { share: roughly(measure.load) }) : ''
    case 'backpack':
      return words.ui(`target.disk.${measure.disk}`, { size: memory(measure.sizeMiB) })
  }
}

const roomIs = ({ what, cores: free, memory: bytes, gpus }: RoomView, words: Words): string =>
  words.ui(`target.room.${what}`, {
    cores: what === 'cpu' ? cores(free) : free,
    memory: memory(Math.floor(bytes / BYTES_PER_MIB)),
    gpus: gpus ?? 'none',
  })
