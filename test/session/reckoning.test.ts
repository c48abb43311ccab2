/** Incidents are settled beside the play, in slices, and REWIND takes back what it takes back. */

import { describe, expect, it } from 'vitest'
import { impactsOf } from '../../src/proof/settling'
import { openReplay } from '../../src/session/screening'
import { openSitting, type Sitting } from '../../src/session/sitting'
import { aCourse, aWorkload } from '../given'

const COURSE = aCourse({
  lasts: 1_200,
  slo: 500_000,
  workloads: [aWorkload({ name: 'old', kernel: 'own' })],
  incidents: [
    {
      id: 'power',
      what: 'host-down',
      at: 300,
      target: 'hypervisor/h1',
      warning: { kind: 'plan', sign: 'power', before: 200 },
    },
  ],
})

const FRAME = 1_000 / 60
function wait(sitting: Sitting, until: number) {
  while (sitting.run.world.tick < until && sitting.run.play.outcome === 'running') sitting.advance(FRAME)
}

/** `old` in a VM on h1, and moved away from it in time. */
function moved(): Sitting {
  const sitting = openSitting(COURSE, 3)
  move(sitting, 200)
  return sitting
}

function move(sitting: Sitting, when: number): void {
  wait(sitting, 5)
  sitting.intend({ do: 'mark', target: 'hypervisor/h1' })
  sitting.intend({ do: 'route', lane: 'boxes' })
  wait(sitting, when)
  sitting.intend({ do: 'trick', verb: 'MOVE', on: 'rider/old' })
}

function toEnd(sitting: Sitting): Sitting {
  wait(sitting, Number.POSITIVE_INFINITY)
  return sitting
}

const finish = ({ reckoning }: Sitting) => {
  while (!reckoning.settled) reckoning.go(50)
}

describe('A reckoning', () => {
  it('has nothing to do before an incident is over', () => {
    const sitting = moved()
    wait(sitting, 320)
    expect([sitting.reckoning.settled, sitting.reckoning.go(50), sitting.reckoning.impacts]).toEqual([true, 0, []])
  })

  it('settles one in slices, while the play goes on', () => {
    const sitting = moved()
    wait(sitting, 370)
    expect(sitting.reckoning.settled).toBe(false)
    let slices = 0
    while (!sitting.reckoning.settled) {
      expect(sitting.reckoning.go(50)).toBeLessThan(50 + 60) // a copy counts as sixty, and is made whole
      wait(sitting, sitting.run.world.tick + 1)
      slices += 1
    }
    expect(slices).toBeGreaterThan(5)
    expect(sitting.reckoning.impacts.map(({ entry }) => entry)).toEqual(['power'])
  })

  it('comes to what it comes to when the run is looked back at', () => {
    const sitting = moved()
    wait(sitting, 370)
    finish(sitting)
    const live = sitting.reckoning.impacts
    wait(sitting, 1_200)
    expect(live).toEqual(impactsOf(sitting.run))
    const replay = openReplay(COURSE, sitting.file())
    replay.intend({ do: 'finish' })
    finish(replay)
    expect(replay.reckoning.impacts).toEqual(live)
  })

  it('forgets what REWIND takes back, and keeps what lies before', () => {
    const sitting = moved()
    wait(sitting, 370)
    finish(sitting)
    wait(sitting, 900)
    sitting.intend({ do: 'rewind' }) // to 450: the incident was over by then
    expect(sitting.reckoning.impacts).toHaveLength(1)
    sitting.intend({ do: 'rewind' }) // to the start
    expect(sitting.reckoning.impacts).toEqual([])
    move(sitting, 150)
    wait(sitting, 370) // over at the same second as before, by another move
    expect(sitting.reckoning.settled).toBe(false)
    finish(sitting)
    expect(sitting.reckoning.impacts).toEqual(impactsOf(toEnd(sitting).run))
  })
})
