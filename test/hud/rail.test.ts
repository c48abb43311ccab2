/** The rail on the board, by the names that a screen reader finds. */

import { expect, it } from 'vitest'
import { tableOf } from '../../src/input/keys'
import { KEY_SETS } from '../../src/session/keys'
import { NO_MARKS } from '../../src/view/aim'
import { seePark } from '../../src/view/see-park'
import { aRun as aSitting, at, told } from '../given'
import level from '../levels/rail.json'
import { aHud, aRun, button, nameOf } from './page'

const sitting = at(aSitting(level as never), 5)
const park = seePark(sitting, NO_MARKS)

it.each([
  [/^4 50-50 RAIL/, { do: 'route', lane: 'rail' }],
  [/control plane of acme: the API server answers.*100 % headroom/, { do: 'mark', target: 'control-plane/acme' }],
  [/^acme-w1 node/, { do: 'mark', target: 'node/acme-w1' }],
  [/^acme-cp1 VM/, { do: 'mark', target: 'control-plane/acme' }],
] as const)('%s', (name, intent) => {
  const { hud, intents } = aHud()
  hud.show(aRun({ park }))
  button(name).click()
  expect(intents).toEqual([intent])
})

it.each([
  ['usual', 'Digit4'],
  ['left', 'Numpad4'],
  ['right', 'Digit0'],
] as const)('in the %s set of keys it is %s', (set, code) =>
  expect(tableOf(KEY_SETS[set])[code]).toEqual({ do: 'route', lane: 'rail' }),
)

it('says whose riders it carries, and why one is refused', () => {
  told(sitting, 'ROUTE', 'rider/shop', { lane: 'rail' })
  at(sitting, 40)
  const { hud } = aHud()
  hud.show(aRun({ park: seePark(sitting, NO_MARKS) }))
  const rail = document.querySelector('[data-lane="rail"].lane')
  expect(rail?.getAttribute('aria-label')).toBe('50-50 RAIL')
  expect(nameOf(rail)).toMatch(/shop GHOST .*; rides \(Running\), 5 of 5 ready/)
  expect(nameOf(rail)).toMatch(/50 % headroom|6\d % headroom/)
})
