/** Where a part stands: its rectangle as a style, in logical pixels times the size of one in CSS pixels (`--px`). */

import type { Rect } from '../view/layout-shapes'

export const at = ({ x, y, width, height }: Rect): string =>
  `left:${times(x)};top:${times(y)};width:${times(width)};height:${times(height)}`

const times = (logical: number) => `calc(var(--px) * ${logical})`
