/** Which changes are worth telling of. */

import { describe, expect, it } from 'vitest'
import { figuresOf } from '../../src/proof/other-line'
import { isTold } from '../../src/proof/telling-change'
import { aHypervisor, aPark, aPatch, aRun, at, toEnd, told } from '../given'

describe('A move that was made earlier', () => {
  const run = aRun({
    slo: 0,
    lasts: 900,
    park: aPark({ machines: ['h1', 'h2'].map(name => aHypervisor(name)) }) as never,
    incidents: [aPatch()] as never,
  })
  told(run, 'ROUTE', 'rider/web', { lane: 'boxes', plate: 'hypervisor/h1' })
  told(at(run, 290), 'MOVE', 'rider/web')
  toEnd(run)
  const yours = figuresOf(run)
  const asTold = (by: number, lost: number) =>
    isTold({ yours, run }, { change: { what: 'shift', entry: 1, by }, figures: { ...yours, lost: yours.lost + lost } })

  it.each([
    ['since its first sign, and better', -30, -1_000, true],
    ['before that: nobody could know', -200, -1_000, false],
    ['and worse: nobody was about to', -30, 1_000, false],
    ['by less than counts', -30, 0, false],
  ])('%s', (_, by, lost, is) => expect(asTold(by, lost)).toBe(is))
})
