/** A figure that stands beside a limit is on the same side of it as what it tells of. */

import { expect, it } from 'vitest'
import { moneyBeside, moneySpent, percentBeside, percentTo } from '../../src/hud/figures'

it.each([
  [324_000, [320_000, 330_000], '32.4'],
  [320_400, [320_000], '32.04'],
  [320_001, [320_000], '32.0001'],
  [320_000, [320_000], '32'],
  [410_000, [320_000], '41'],
  [316_000, [320_000], '31.6'],
  [325_000, [325_000], '32.5'],
])('%i beside %j is %s', (share, limits, told) => expect(percentBeside(share, limits, 'up')).toBe(told))

it.each([
  [30_040_000, [30_000_000], '30.04'],
  [29_960_000, [30_000_000], '29.96'],
  [31_200_000, [30_000_000], '31.2'],
  [31_210_000, [30_000_000], '31.3'],
  [38_910_000, [39_000_000], '38.91'],
])('%i of money beside %j is %s', (micro, limits, told) => expect(moneyBeside(micro, limits)).toBe(told))

it('What has to be at least so much is rounded down, beside its limit as well', () => {
  expect(percentTo('down', 699_900)).toBe(69)
  expect(percentTo('down', 700_000)).toBe(70)
  expect(percentBeside(698_700, [700_000], 'down', 1)).toBe('69.8')
  expect(percentBeside(994_499, [994_500], 'down', 2)).toBe('99.4499')
})

it('What may be at most so much is rounded up', () => {
  expect(percentTo('up', 380_100)).toBe(39)
  expect(percentTo('up', 380_000)).toBe(38)
  expect(moneySpent(39_010_000)).toBe('39.1')
  expect(moneySpent(39_000_000)).toBe('39.0')
})
