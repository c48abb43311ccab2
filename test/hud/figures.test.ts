/** A figure that stands beside a limit is on the same side of it as what it tells of. */

import { expect, it } from 'vitest'
import { moneyBeside, percentBeside } from '../../src/hud/figures'

it.each([
  [324_000, [320_000, 330_000], '32.4'],
  [320_400, [320_000], '32.04'],
  [320_001, [320_000], '32.0001'],
  [320_000, [320_000], '32'],
  [410_000, [320_000], '41'],
  [316_000, [320_000], '31.6'],
  [325_000, [325_000], '32.5'],
])('%i beside %j is %s', (share, limits, told) => expect(percentBeside(share, limits)).toBe(told))

it.each([
  [30_040_000, [30_000_000], '30.04'],
  [29_960_000, [30_000_000], '29.96'],
  [31_200_000, [30_000_000], '31.2'],
])('%i of money beside %j is %s', (micro, limits, told) => expect(moneyBeside(micro, limits)).toBe(told))
