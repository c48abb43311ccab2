/** UNDO on a machine of the slab, by Ironic's state. */

import { describe, expect, it } from 'vitest'
import type { Lane } from '../../src/model/command'
import type { Run } from '../../src/rules/run'
import { commandLine } from '../../src/rules/runbook'
import { aPark, aRun, aSpare, at, aWorkload, told, whyNot } from '../given'
import { WORDS } from '../words'

const S1 = 'machine/s1'

type State = 'enroll' | 'manageable' | 'available' | undefined

const park = (provisionState: State) =>
  aPark({
    machines: [...aPark().machines.filter(({ name }) => name !== 's1'), aSpare('s1', { provisionState })],
    cleaning: 'metadata',
  }) as never
/** A park with such a machine, and a rider in one of its lanes. */
function fresh(state?: State, lane: Lane = 'bowl'): Run {
  const run = aRun({ slo: 0, lasts: 3_600, workloads: [aWorkload()], park: park(state) })
  told(run, 'ROUTE', 'rider/web', { lane, ...(lane === 'slab' && { plate: S1 }) })
  return at(run, 150)
}
const lineOf = (run: Run) => commandLine(run, { verb: 'UNDO', target: S1, by: 'player' })
const state = ({ world }: Run) => world.machines.find(({ name }) => name === 's1')?.state

const ordered = (seconds: number) => {
  const run = fresh()
  told(run, 'SCALE', S1)
  return at(run, seconds)
}
function kept(): Run {
  const run = fresh('manageable')
  Object.assign(run.world.machines.find(({ name }) => name === 's1') as object, { maintenance: true })
  return run
}
function failed(maintenance: boolean): Run {
  const run = fresh()
  Object.assign(run.world.machines.find(({ name }) => name === 's1') as object, { state: 'clean failed', maintenance })
  return run
}

describe('UNDO on a machine', () => {
  const cases: readonly [string, () => Run, string, string][] = [
    [
      'that is active for nobody gives it back',
      () => ordered(900),
      'openstack baremetal node undeploy s1',
      'available',
    ],
    [
      'that is only enrolled makes it available',
      () => fresh('enroll'),
      'openstack baremetal node manage s1 && openstack baremetal node provide s1',
      'available',
    ],
    ['that is manageable', () => fresh('manageable'), 'openstack baremetal node provide s1', 'available'],
    [
      'that is manageable and in maintenance',
      kept,
      'openstack baremetal node maintenance unset s1 && openstack baremetal node provide s1',
      'available',
    ],
    [
      'whose cleaning failed',
      () => failed(false),
      'openstack baremetal node manage s1 && openstack baremetal node provide s1',
      'available',
    ],
    [
      'whose cleaning failed at a step',
      () => failed(true),
      'openstack baremetal node maintenance unset s1 && openstack baremetal node manage s1 && openstack baremetal node provide s1',
      'available',
    ],
  ]

  it.each(cases)('%s', (_, make, line, becomes) => {
    const run = make()
    expect(lineOf(run)).toBe(line)
    expect(told(run, 'UNDO', S1).state).toBe('done')
    expect(state(run)).not.toBe('available')
    expect(state(at(run, run.world.tick + 1_000))).toBe(becomes)
  })

  it('that carries a rider is refused, and so is one that is available already', () => {
    expect(whyNot(told(fresh(), 'UNDO', S1))).toBe('refused.notHere')
    expect(whyNot(told(at(fresh(undefined, 'slab'), 300), 'UNDO', S1))).toBe('refused.carries')
  })

  it('that is being written to is refused in Ironic’s words', () => {
    const run = ordered(0)
    while (state(run) !== 'deploying') at(run, run.world.tick + 1)
    const { refusal } = told(run, 'UNDO', S1)
    const text = 'The requested action "deleted" can not be performed on node "s1" while it is in state "deploying".'
    expect(refusal).toEqual({ by: 'system', text })
  })

  it('saves what the machine costs', () => {
    const spentIn = (run: Run) => {
      const before = run.world.spent
      return at(run, run.world.tick + 100).world.spent - before
    }
    const run = ordered(900)
    const before = spentIn(run)
    told(run, 'UNDO', S1)
    at(run, 2_000)
    expect(spentIn(run)).toBeLessThan(before)
  })

  it('(and has words)', () => {
    for (const key of ['does.UNDO.plate.provide', 'short.UNDO.plate.provide']) expect(WORDS).toHaveProperty([key])
  })
})
