/** No id of a level's file is ever told: what it stands for is. */

import { expect, it } from 'vitest'
import { random } from '../../src/proof/players'
import { playOut } from '../../src/proof/playing'
import { ui } from '../../src/view/phrase'
import { seeScenario } from '../../src/view/see-scenario'
import { aCourse, anArrival, aWorkload } from '../given'

const COURSE = aCourse({
  slo: 0,
  lasts: 400,
  workloads: [aWorkload({ name: 'web' })],
  arrivals: [{ ...anArrival('web'), id: 'web-comes' }],
  incidents: [{ id: 'h1-fails', what: 'host-down', at: 300, target: 'hypervisor/h1' }],
})
const run = playOut(COURSE, 1, random)

it.each([
  ['h1-fails', ui('incident.host-down', { name: 'h1' })],
  ['web', ui('because.came', { name: 'web' })],
  ['web-comes', ui('because.came', { name: 'web' })],
  ['web.release', ui('because.release', { name: 'web' })],
  ['b1', ui('because.there', { name: 'b1' })],
  ['slo', ui('because.slo')],
  ['registry', ui('because.level')],
  ['', ui('because.level')],
])('%j', (id, phrase) => expect(seeScenario(run, id)).toEqual(phrase))
