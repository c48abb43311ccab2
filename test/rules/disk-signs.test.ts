/** A disk of which there was a sign: it is that disk which goes bad, and a sign that was wrong is said to have been. */

import { describe, expect, it } from 'vitest'
import type { Run } from '../../src/rules/run'
import { strikesAt } from '../../src/rules/signs'
import { USUAL_SIGHT } from '../../src/view/park-view'
import { seeWarnings } from '../../src/view/see-warnings'
import { aRun, at, aWorkload, told } from '../given'

const RUST = {
  id: 'rust',
  what: 'disk-lost',
  at: 900,
  target: 'rider/web',
  warning: { kind: 'sign', sign: 'disk', before: 200 },
} as const

/** Of the first seeds, one for which the sign is as wanted. */
const seedWhere = (comesTrue: boolean) =>
  Array.from({ length: 50 }, (_, i) => i + 1).find(
    seed => (strikesAt(seed, RUST as never, 0) !== undefined) === comesTrue,
  ) as number

function riding(comesTrue: boolean): Run {
  const data = { sizeMiB: 100, copies: 'one', disk: 'network', writes: 50_000 } as const
  const run = aRun(
    { slo: 0, lasts: 3_000, workloads: [aWorkload({ data })], incidents: [RUST] as never },
    seedWhere(comesTrue),
  )
  told(run, 'ROUTE', 'rider/web', { lane: 'boxes' })
  return at(run, 750)
}

const notes = (run: Run, reason: string) => run.play.told.filter(each => each.reason === reason).map(({ note }) => note)

const warned = (run: Run) => seeWarnings(run, USUAL_SIGHT).map(({ name }) => name)

describe('A disk of which there was a sign', () => {
  it('is lost', () => {
    const run = at(riding(true), 1_200)
    expect(notes(run, 'DiskLost')).toHaveLength(1)
    expect(run.world.workloads[0]?.traffic.writesLost).toBeGreaterThan(0)
  })

  it('takes nothing with it once all was copied to another, and strikes all the same', () => {
    const run = riding(true)
    expect(warned(run)).toEqual(['web'])
    told(run, 'MOVE', 'volume/web')
    expect(warned(at(run, 800)), 'and is warned of no more').toEqual([])
    at(run, 1_200)
    expect(notes(run, 'DiskLost')).toEqual([])
    expect(notes(run, 'DiskSpared')).toEqual(['volume "web-data" failed, and nothing was on it any more'])
    expect(run.play.incidents[0]?.struckAt).toBeGreaterThan(0)
    expect(run.world.workloads[0]?.traffic.writesLost).toBe(0)
  })

  it('of which the sign was wrong is said to have held', () => {
    const run = at(riding(false), 1_200)
    expect(notes(run, 'SignPassed')).toEqual(['the warning came to nothing'])
    expect(run.play.incidents[0]?.closedAt).toBeGreaterThan(900)
  })
})
