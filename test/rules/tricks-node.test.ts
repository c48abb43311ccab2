/** The tricks on a node of the bowl that died: it is declared dead, and that is taken back. */

import { describe, expect, it } from 'vitest'
import type { Target, Verb } from '../../src/model/command'
import type { Run } from '../../src/rules/run'
import { commandLine } from '../../src/rules/runbook'
import { captionByLine } from '../../src/view/line-captions'
import { aMachine, aPark, aRun, at, aWorkload, bringDown, order, told } from '../given'

const lineOf = (run: Run, verb: Verb, target: Target) => commandLine(run, { verb, target, by: 'player' })

/** Three pods on three nodes; that of the first has died, and is known to. */
function struck(era: 'now' | '2017'): Run {
  const machines = ['b1', 'b2', 'b3'].map(name => aMachine({ name }))
  const run = aRun({ slo: 0, era, park: aPark({ machines }) as never, workloads: [aWorkload({ replicas: 3 })] })
  told(run, 'ROUTE', 'rider/web', { lane: 'bowl' })
  at(run, 100)
  bringDown(run.world, 'machine', 'b1')
  return at(run, 200)
}

describe('A node that is not Ready', () => {
  it('is declared dead by MOVE, and that is taken back by UNDO: today, a taint', () => {
    const run = struck('now')
    expect(lineOf(run, 'MOVE', 'node/b1')).toBe(
      'kubectl taint nodes b1 node.kubernetes.io/out-of-service=nodeshutdown:NoExecute',
    )
    told(run, 'MOVE', 'node/b1')
    at(run, 230)
    const back = 'kubectl taint nodes b1 node.kubernetes.io/out-of-service-'
    expect(lineOf(run, 'UNDO', 'node/b1')).toBe(back)
    expect(captionByLine('UNDO', back, undefined)).toBe('UNDO.plate.untaint')
    told(run, 'UNDO', 'node/b1')
    expect(at(run, 260).world.nodes[0]?.taints).toEqual([])
  })

  it('that was cordoned as well is opened wholly', () => {
    const run = struck('now')
    order(run.world, { order: 'cordon', node: 0 })
    told(run, 'MOVE', 'node/b1')
    at(run, 230)
    expect(lineOf(run, 'UNDO', 'node/b1')).toBe(
      'kubectl taint nodes b1 node.kubernetes.io/out-of-service- && kubectl uncordon b1',
    )
    told(run, 'UNDO', 'node/b1')
    expect(at(run, 260).world.nodes[0]).toMatchObject({ taints: [], unschedulable: false })
  })

  it('had its pods deleted one by one in 2017, and there is nothing to take back', () => {
    const run = struck('2017')
    expect(lineOf(run, 'MOVE', 'node/b1')).toMatch(/^kubectl delete pod web-\S+ --force --grace-period=0$/)
    told(run, 'MOVE', 'node/b1')
    expect(lineOf(at(run, 230), 'UNDO', 'node/b1')).toBe('kubectl uncordon b1')
  })
})
