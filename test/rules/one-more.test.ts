/** SCALE on a plate: one more node or hypervisor, of a spare machine, after its true lead time. */

import { describe, expect, it } from 'vitest'
import type { Target } from '../../src/model/command'
import type { Run } from '../../src/rules/run'
import { aHypervisor, aMachine, anArrival, aPark, aRun, aSpare, at, aWorkload, told, whyNot } from '../given'

const NO_MACHINE = 'no available nodes match the resource class baremetal'
/** Its users come when all is over. */
const LATE = anArrival('web', { due: 1_700, patience: 1_790 })
const open = (machines = aPark().machines, over: Parameters<typeof aRun>[0] = {}) =>
  aRun({ slo: 0, lasts: 1_800, arrivals: [LATE], park: aPark({ machines }) as never, ...over })

const KINDS = [
  ['node/b1', ({ world }: Run) => world.nodes.map(({ name }) => name), ['b1', 'b2', 'b3', 's1']],
  ['hypervisor/h1', ({ world }: Run) => world.hypervisors.map(({ name }) => name), ['h1', 'h2', 's1']],
] as const

describe('SCALE of a plate', () => {
  it.each(KINDS)('%s: one more of its kind, 633 to 655 s later and not before', (target, names, after) => {
    const run = open()
    const before = names(run)
    expect(told(run, 'SCALE', target).state).toBe('done')
    expect(names(at(run, run.world.tick + 632))).toEqual(before)
    expect(names(at(run, run.world.tick + 24))).toEqual(after)
  })

  it.each(KINDS)('%s: takes spare machines one after the other, and is refused when none is left', (target, names) => {
    const run = open()
    const count = names(run).length
    for (let i = 0; i < 2; i += 1) expect(whyNot(told(run, 'SCALE', target))).toBeUndefined()
    at(run, 200) // a hand is free again
    expect(whyNot(told(run, 'SCALE', target))).toBe(NO_MACHINE)
    expect(names(at(run, 900))).toHaveLength(count + 2)
  })

  it.each(KINDS)('%s: is refused where there is no spare machine, or it is dead', (target, names) => {
    const none = open([aMachine(), aHypervisor('h1')])
    expect(whyNot(told(none, 'SCALE', target))).toBe(NO_MACHINE)
    const dead = open([aMachine(), aHypervisor('h1'), aSpare('s1')])
    for (const machine of dead.world.machines) Object.assign(machine, { up: machine.name !== 's1' })
    expect(whyNot(told(dead, 'SCALE', target))).toBe(NO_MACHINE)
    expect(names(at(dead, 900))).toHaveLength(1)
  })

  it.each(KINDS)('%s: prints the deploy, and prints nothing where there is none', (target: Target) => {
    expect(told(open(), 'SCALE', target).line).toMatch(/ && openstack baremetal node deploy s1$/)
    expect(told(open([aMachine(), aHypervisor('h1')]), 'SCALE', target).line).toBe('')
  })

  it('needs no quota, for it is a machine and not a server', () => {
    const quota = { instances: 1, cores: 1, ramMiB: 1 }
    const run = aRun({ slo: 0, park: aPark({ quota }) as never })
    for (const [target] of KINDS) expect(whyNot(told(run, 'SCALE', target))).toBeUndefined()
  })

  it('of a node gives a place to who hung for want of one, and it pulls its image there first', () => {
    const big = aWorkload({ requests: { cpuMillicores: 3_500, memoryMiB: 256 }, replicas: 2 })
    const run = open([aMachine(), aSpare('s1')], { workloads: [big] })
    told(run, 'ROUTE', 'rider/web', { lane: 'bowl' })
    told(run, 'SCALE', 'node/b1')
    expect(at(run, 10).world.pods.map(({ node }) => node)).toEqual([0, -1])
    at(run, 700)
    expect(run.world.pods.map(({ node }) => node)).toEqual([0, 1])
    expect(run.world.pods[1]?.pullSeconds).toBe(6) // 240 MiB at 40 MiB/s
  })

  it('of a hypervisor gives a place to what had no valid host', () => {
    const run = open([aHypervisor('h1', { memoryMiB: 4_096 }), aSpare('s1')], {
      workloads: [aWorkload({ replicas: 1 })],
    })
    told(run, 'ROUTE', 'rider/web', { lane: 'boxes' })
    expect(run.world.servers[0]?.status).toBe('BUILD')
    told(run, 'SCALE', 'hypervisor/h1')
    at(run, 150) // a hand is free again
    expect(told(run, 'SCALE', 'rider/web').state).toBe('done')
    expect(run.world.servers[1]?.status).toBe('ERROR')
    at(run, 800)
    told(run, 'SCALE', 'rider/web')
    expect(run.world.servers[2]).toMatchObject({ status: 'BUILD', hypervisor: 1 })
  })
})
