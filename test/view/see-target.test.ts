/** Of what is marked, the one figure that decides what to do with it. */

import { describe, expect, it } from 'vitest'
import type { Target } from '../../src/model/command'
import { BYTES_PER_MIB } from '../../src/model/units'
import type { Run } from '../../src/rules/run'
import { markedOn, NO_MARKS } from '../../src/view/aim'
import { seePark } from '../../src/view/see-park'
import { aHypervisor, aMachine, aPark, aRun, at, aWorkload, told } from '../given'
import { INCIDENTS, riding, strike } from '../incidents'

const GIB = 1_024 * BYTES_PER_MIB
const measured = (run: Run, target: Target) => seePark(run, markedOn(run, NO_MARKS, target)).target?.measure

describe('What is marked tells', () => {
  it('of a node what pods may still ask for, its GPUs as well where it has some', () => {
    const run = riding()
    const node = run.world.nodes[0]
    const { cpu = 0, memory = 0 } = node?.allocatable ?? {}
    const room = { cores: cpu - (node?.requested.cpu ?? 0), memory: memory - (node?.requested.memory ?? 0) }
    expect(room.cores).toBeLessThan(cpu)
    expect(measured(run, 'node/b1')).toEqual({ of: 'plate', room: { what: 'cpu', ...room, gpus: undefined } })
    Object.assign(node as object, { allocatable: { cpu, memory, gpus: 4 } })
    expect(measured(run, 'node/b1')).toMatchObject({ room: { gpus: 4 } })
  })

  it('of a hypervisor what placement may still promise, cores overcommitted', () => {
    const workloads = [aWorkload({ name: 'web' })]
    const park = aPark({ machines: [aMachine(), aHypervisor('h1')] })
    const run = aRun({ lasts: 600, park: park as never, workloads })
    const room = { what: 'vcpu', cores: 64, memory: 32 * GIB, gpus: undefined }
    expect(measured(run, 'hypervisor/h1')).toEqual({ of: 'plate', room })
    told(run, 'ROUTE', 'rider/web', { lane: 'boxes' })
    expect(measured(at(run, 120), 'hypervisor/h1')).toMatchObject({ room: { cores: 62, memory: 28 * GIB } })
  })

  it('of a machine that nobody has ordered all of it', () =>
    expect(measured(riding(), 'machine/s1')).toEqual({
      of: 'plate',
      room: { what: 'cpu', cores: 16_000, memory: 64 * GIB, gpus: 4 },
    }))

  it('of a host that is down nothing: it has no room to give', () => {
    const run = riding()
    const machine = run.world.machines.findIndex(({ name }) => name === 'h1')
    expect(measured(strike(run, 'bring-down', machine), 'hypervisor/h1')).toBeUndefined()
  })

  it('of a rider how busy it is, as much as its own name says', () => {
    const run = riding()
    const load = seePark(run, NO_MARKS).lanes.flatMap(({ riders }) => riders.filter(({ name }) => name === 'shop'))[0]
    expect(load?.utilisation).toBeGreaterThan(0)
    expect(measured(run, 'rider/shop')).toEqual({ of: 'rider', load: load?.utilisation })
  })

  it('of a backpack how large it is, and where it lies', () =>
    expect(measured(INCIDENTS.riding(), 'volume/orders')).toEqual({
      of: 'backpack',
      sizeMiB: 20_480,
      disk: 'network',
    }))
})
