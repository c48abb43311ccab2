/** Plates whose machine is switched off, on or reset over its own controller. */

import { describe, expect, it } from 'vitest'
import type { Lane, Target, Verb } from '../../src/model/command'
import { ownRefusal } from '../../src/rules/own-refusals'
import type { Run } from '../../src/rules/run'
import { commandLine } from '../../src/rules/runbook'
import { machineUnder } from '../../src/sim/hosts/hosts'
import { refusal } from '../../src/sim/orders/orders'
import { NO_MARKS } from '../../src/view/aim'
import { seeVerbs } from '../../src/view/see-verbs'
import { aRun, at, aWorkload, order, told, whyNot } from '../given'
import { WORDS } from '../words'

const lineOf = (run: Run, verb: Verb, target: Target) => commandLine(run, { verb, target, by: 'player' })
const reasons = (run: Run) => run.play.told.map(({ reason }) => reason)

/** It rides there with a disk that can be attached anywhere. */
function riding(lane: Lane): Run {
  const data = { sizeMiB: 100, copies: 'one', disk: 'network', writes: 1_000_000 } as const
  const run = aRun({ slo: 0, lasts: 2_400, workloads: [aWorkload({ data })] })
  told(run, 'ROUTE', 'rider/web', { lane })
  return at(run, 300)
}

/** Its machine lives on, but is not heard; until everybody knows. */
function cutOff(lane: 'bowl' | 'boxes'): { readonly run: Run; readonly plate: Target; readonly machine: string } {
  const run = riding(lane)
  const under = lane === 'bowl' ? (run.world.pods[0]?.node ?? 0) : (run.world.servers[0]?.hypervisor ?? 0)
  const id = machineUnder(run.world, { kind: lane === 'bowl' ? 'node' : 'hypervisor', id: under })
  order(run.world, { order: 'cut-off', host: { kind: 'machine', id } })
  const { name = '' } = run.world.machines[id] ?? {}
  return { run: at(run, 400), plate: lane === 'bowl' ? `node/${name}` : `hypervisor/${name}`, machine: name }
}

describe.each(['bowl', 'boxes'] as const)('A plate of the %s that is not heard', lane => {
  it('is switched off by SAVE: then its rider can be built anew, and nobody writes twice', () => {
    const { run, plate, machine } = cutOff(lane)
    expect(lineOf(run, 'SAVE', plate)).toBe(`openstack baremetal node power off ${machine}`)
    expect(told(run, 'SAVE', plate).state).toBe('done')
    told(run, 'MOVE', plate)
    at(run, 700)
    expect(reasons(run)).not.toContain('TwoWriters')
    expect(run.world.workloads[0]?.traffic.lostNow).toBe(0)
  })

  it('(without that two copies write)', () => {
    const { run, plate } = cutOff(lane)
    told(run, 'MOVE', plate)
    expect(reasons(at(run, 700))).toContain('TwoWriters')
  })

  it('is on again by UNDO, and after that UNDO is what it was', () => {
    const { run, plate, machine } = cutOff(lane)
    told(run, 'SAVE', plate)
    at(run, 500)
    expect(whyNot(told(run, 'SAVE', plate))).toBe('refused.powerIsSo')
    expect(lineOf(run, 'UNDO', plate)).toBe(`openstack baremetal node power on ${machine}`)
    told(run, 'UNDO', plate)
    at(run, 1_500)
    expect(run.world.machines.every(({ up, cutOff }) => up && !cutOff)).toBe(true)
    if (lane === 'boxes') {
      expect(lineOf(run, 'UNDO', plate), 'its guests are off').toMatch(/^openstack server start /)
      told(run, 'UNDO', plate)
      at(run, 1_700)
    }
    expect(lineOf(run, 'UNDO', plate)).toMatch(/uncordon|--enable/)
  })
})

describe('A plate', () => {
  it('that died is off already, as its controller says: whoever asks knows', () => {
    const run = riding('bowl')
    const { node = 0 } = run.world.pods[0] ?? {}
    order(run.world, { order: 'bring-down', host: { kind: 'node', id: node } })
    order(run.world, {
      order: 'bring-down',
      host: { kind: 'machine', id: machineUnder(run.world, { kind: 'node', id: node }) },
    })
    const { name } = run.world.nodes[node] as { name: string }
    expect(whyNot(told(at(run, 400), 'SAVE', `node/${name}`))).toBe('refused.powerIsSo')
    expect(lineOf(run, 'UNDO', `node/${name}`)).toBe(`kubectl uncordon ${name}`)
  })

  it.each([
    ['node/b1', 'b1'],
    ['hypervisor/h1', 'h1'],
    ['machine/s1', 's1'],
  ] as const)('%s that hangs is reset by UNDO', (plate, machine) => {
    const run = riding('bowl')
    const id = run.world.machines.findIndex(({ name }) => name === machine)
    if (machine === 's1') Object.assign(run.world.machines[id] as object, { hung: true, up: false })
    else order(run.world, { order: 'kernel-panic', host: { kind: 'machine', id } })
    expect(lineOf(run, 'UNDO', plate)).toBe(`openstack baremetal node reboot ${machine}`)
    expect(told(run, 'UNDO', plate).state).toBe('done')
    expect(at(run, 1_200).world.machines[id]).toMatchObject({ up: true, hung: false })
  })

  it('that is being reset is locked, as Ironic says, and not on already', () => {
    const run = riding('bowl')
    order(run.world, { order: 'kernel-panic', host: { kind: 'machine', id: 0 } })
    told(run, 'UNDO', 'node/b1')
    const again = { order: 'set-power', machine: 0, target: 'rebooting' } as const
    expect(run.world.machines[0]?.powersAt).toBeGreaterThan(0)
    expect(refusal(run.world, again)).toMatch(/^Node b1 is locked by host/)
    expect(ownRefusal(run.world, again)).toBeUndefined()
  })

  it('that is heard has the tricks that it had', () => {
    const run = riding('bowl')
    expect(lineOf(run, 'SAVE', 'node/b1')).toBe('kubectl cordon b1')
    expect(lineOf(run, 'SAVE', 'hypervisor/h1')).toBe('openstack compute service set --disable h1 nova-compute')
  })

  it('has words for each', () => {
    const { run, plate } = cutOff('bowl')
    const view = seeVerbs(run, { ...NO_MARKS, plate, last: 'plate' }).find(({ verb }) => verb === 'SAVE')
    expect(view?.caption).toMatchObject({ key: 'does.SAVE.plate.fence' })
    for (const key of ['SAVE.plate.fence', 'UNDO.plate.on', 'UNDO.plate.reset'])
      for (const kind of ['does', 'short']) expect(WORDS).toHaveProperty([`${kind}.${key}`])
  })
})
