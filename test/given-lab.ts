import type { LabWish } from '../src/level/lab'
import type { Level } from '../src/level/level'

/** A Lab whose riders come by themselves, with hands enough and no timetable. */
export const usualWish = ({ era }: Pick<Level, 'era'>): LabWish => ({
  era,
  riders: 'own',
  timetable: false,
  hands: 'free',
})
