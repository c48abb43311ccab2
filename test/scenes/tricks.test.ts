/** Every verb has its trick in every lane; it is over soon, and nothing of it moves with reduced motion. */

import { describe, expect, it } from 'vitest'
import { LANES } from '../../src/model/command'
import { frameOf } from '../../src/scenes/atlas'
import { momentOf } from '../../src/scenes/moment'
import { LASTS, trickNow } from '../../src/scenes/tricks'
import { TRICKS } from '../../src/view/see-tricks'
import { aPark } from '../given-view'

const lively = momentOf(aPark(), 0, 0, false, { patterned: false })
const still = momentOf(aPark(), 0, 0, true, { patterned: false })
const times = Array.from({ length: 24 }, (_, at) => (at * LASTS) / 24)
const cases = TRICKS.flatMap(verb => LANES.map(lane => [verb, lane] as const))

describe.each(cases)('%s in the lane %s', (verb, lane) => {
  const film = times.map(since => trickNow({ verb, since }, lane, lively)!)

  it('begins and ends where the rider is, and never goes below it', () => {
    expect(film[0]?.dy).toBeCloseTo(0)
    for (const { dy } of film) expect(dy).toBeLessThanOrEqual(0)
    expect(trickNow({ verb, since: LASTS }, lane, lively)).toBeUndefined()
  })

  it('has poses that are drawn', () => {
    for (const { pose } of film) expect(frameOf(`rider/ghost-0/${pose === 'coast' ? 'coast-0' : pose}`).w).toBe(16)
  })

  it('is none with reduced motion', () => expect(trickNow({ verb, since: 100 }, lane, still)).toBeUndefined())
})

it('No two verbs look alike in a lane', () => {
  for (const lane of LANES) {
    const films = TRICKS.map(verb => JSON.stringify(times.map(since => trickNow({ verb, since }, lane, lively))))
    expect(new Set(films).size).toBe(TRICKS.length)
  }
})
