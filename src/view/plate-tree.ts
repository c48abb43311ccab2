/** Plates stand on plates: all of them in one row, from the ground up, and what each is called. */

import type { PlateView } from './plate-view'

export const flat = (plates: readonly PlateView[]): readonly PlateView[] =>
  plates.flatMap(plate => [plate, ...flat(plate.above)])

export const keyOf = ({ kind, name }: Pick<PlateView, 'kind' | 'name'>) => `${kind}/${name}`
