/**
 * What holds in any world at any tick, said so that a broken law is named with the row
 * that broke it.
 */

import { expect } from 'vitest'
import { ASSUMPTIONS } from '../../src/model/assumptions'
import type { Machine } from '../../src/model/baremetal'
import type { Cause, Happening } from '../../src/model/happening'
import type { Node, Pod } from '../../src/model/kubernetes'
import { HOSTNAME } from '../../src/model/placement'
import { NOTHING, plus } from '../../src/model/resources'
import type { Unit } from '../../src/model/systemd'
import type { Workload, World } from '../../src/model/world'
import { inventory } from '../../src/sim/cloud/nova'
import { usageOf } from '../../src/sim/cloud/projects'
import { ownerOf, templateOf } from '../../src/sim/controllers/templates'
import { countPods, podAnswers, unitAnswers } from '../../src/sim/traffic/backends'
import { allLost } from '../../src/sim/traffic/ledger'
import { waitingToRetry } from '../../src/sim/traffic/retries'

export function expectLawful(world: World): void {
  expectNodesInOrder(world)
  expectCloudInOrder(world)
  expectNothingAnswersFromTheDead(world)
  expectCountsToBeTrue(world)
  expectBooksToBalance(world)
  expectDisksInOrder(world)
  expectOneHolderOfAnIdentity(world)
  expect(notWhole(world)).toEqual([])
}

/** Of a StatefulSet's name at most one process lives, unless somebody vouched for a living node that it was dead. */
function expectOneHolderOfAnIdentity(world: World): void {
  const holders = world.pods.filter(pod => pod.phase === 'Running' && world.nodes[pod.node]?.up && !pod.gone)
  const names = holders.filter(pod => isStateful(world, pod)).map(pod => `${pod.workload}-${pod.ordinal}`)
  expect(names.length).toBe(new Set(names).size)
}

const isStateful = (world: World, { workload }: Pod) => world.workloads[workload]?.spec.controller === 'StatefulSet'

/** Requested never exceeds allocatable, and is the sum of what its pods request; who stands there is of its cluster. */
function expectNodesInOrder(world: World): void {
  for (const node of world.nodes) {
    const pods = node.pods.map(id => world.pods[id] as Pod)
    const sum = pods.map(pod => templateOf(world, pod).requests).reduce(plus, NOTHING)
    expect([node.name, node.requested]).toEqual([node.name, sum])
    expect(fits(node)).toBe(true)
    expect(pods.every(pod => pod.node === node.id && !pod.gone)).toBe(true)
    expect(pods.every(pod => ownerOf(world, pod).cluster === node.cluster)).toBe(true)
    expect(pods.length).toBeLessThanOrEqual(110)
  }
  expectPlacesInOrder(world)
  for (const { endpoints, id } of world.workloads) {
    const ready = world.pods.filter(pod => pod.workload === id && pod.ready).map(pod => pod.id)
    expect([...endpoints].sort()).toEqual(ready.sort())
  }
}

/** Who was made to go mattered less; and on no node stands anybody beside whom it cannot bear. */
function expectPlacesInOrder(world: World): void {
  const specOf = ({ workload }: Pod) => (world.workloads[workload] as Workload).spec
  for (const pod of world.pods) {
    const by = world.pods[pod.preemptedBy]
    if (by) expect([world.era, (specOf(by).priority ?? 0) > (specOf(pod).priority ?? 0)]).toEqual(['now', true])
  }
  for (const { pods } of world.nodes) {
    const there = pods.map(id => world.pods[id] as Pod)
    for (const pod of there) {
      const far = (specOf(pod).podAntiAffinity?.required ?? []).filter(term => term.topologyKey === HOSTNAME)
      const beside = there.filter(other => other !== pod).map(other => specOf(other).name)
      expect(far.filter(({ workload }) => beside.includes(workload))).toEqual([])
    }
  }
}

const fits = ({ requested, allocatable }: Node) =>
  requested.cpu <= allocatable.cpu && requested.memory <= allocatable.memory && requested.gpus <= allocatable.gpus

/** Placement promises no more than it may, and the project has no more than its quota. */
function expectCloudInOrder(world: World): void {
  for (const host of world.hypervisors) {
    const { vcpus, ram, usedVcpus, usedRam } = inventory(world, host)
    expect(usedVcpus).toBeLessThanOrEqual(vcpus)
    expect(usedRam).toBeLessThanOrEqual(ram)
  }
  for (const { id, quota } of world.projects) {
    const { instances, cores } = usageOf(world, id)
    expect(instances).toBeLessThanOrEqual(quota.instances)
    expect(cores).toBeLessThanOrEqual(quota.cores)
  }
}

function expectNothingAnswersFromTheDead(world: World): void {
  for (const pod of world.pods) if (podAnswers(world, pod)) expect(groundUnderPod(world, pod)?.up).toBe(true)
  for (const unit of world.units) if (unitAnswers(world, unit)) expect(groundUnder(world, unit)?.up).toBe(true)
}

/** What was counted of a workload's pods and is kept is what counting them now would give. */
function expectCountsToBeTrue(world: World): void {
  for (const workload of world.workloads) {
    const { pods, empty, until } = workload.answering
    if (world.tick < until) expect(countPods(world, workload)).toMatchObject({ pods, empty })
  }
}

function groundUnderPod(world: World, pod: Pod): Machine | undefined {
  const node = world.nodes[pod.node]
  return node && groundUnder(world, node)
}

function groundUnder(world: World, { on }: Pick<Unit, 'on'>): Machine | undefined {
  if (on.kind === 'machine') return world.machines[on.id]
  return world.machines[world.hypervisors[world.servers[on.id]?.hypervisor ?? -1]?.machine ?? -1]
}

/** Planned is served, lost, late and waiting to be tried again, to the request; and the ledger has every lost and late one of them. */
function expectBooksToBalance(world: World): void {
  let lost = 0
  for (const { id, traffic } of world.workloads) {
    expect(traffic.served + traffic.lost + traffic.late + waitingToRetry(traffic)).toBe(traffic.planned)
    const rows = world.ledger.filter(row => row.workload === id).reduce((sum, row) => sum + row.requests, 0)
    expect(rows).toBe(traffic.lost + traffic.late + traffic.writesLost * ASSUMPTIONS.lostWrite)
    lost += rows
  }
  expect(allLost(world)).toBe(lost)
}

/** A disk is at one host at a time; what is deleted is nowhere; a copy never holds more than what it is a copy of. */
function expectDisksInOrder(world: World): void {
  for (const { name, state, holder } of world.volumes) {
    const held = state === 'attaching' || state === 'in-use' || state === 'detaching'
    expect([name, state, holder !== undefined]).toEqual([name, state, held])
  }
  for (const { id, volume, standby } of world.workloads) {
    const [has, copy] = [world.volumes[volume], world.volumes[standby]]
    expect(has?.state).not.toBe('deleted')
    expect(has?.copy).toBeUndefined()
    expect(copy === undefined || (has !== undefined && copy.copy !== undefined)).toBe(true)
    expect((copy?.written ?? 0) <= (has?.written ?? 0)).toBe(true)
    const others = world.volumes.filter(
      each => each.workload === id && each !== has && each !== copy && each.claim === 0,
    )
    expect(others.every(({ state }) => state === 'deleted')).toBe(true)
  }
}

/** The way to every number that is not whole, however deep. None is excused. */
export function notWhole(value: unknown, path = ''): readonly string[] {
  if (typeof value === 'number') return Number.isSafeInteger(value) ? [] : [`${path} is ${value}`]
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inner]) => notWhole(inner, `${path}.${key}`))
}

/** Every cause points back to something that was there before: a happening, or a command that was given. */
export function expectCausesToPointBack(world: World, told: readonly Happening[], commands: number): void {
  told.forEach(({ id, cause, tick }, i) => {
    expect(id).toBe(i)
    expect(tick).toBeLessThanOrEqual(world.tick)
    expectBefore(cause, id, commands)
  })
  const rows = [...world.pods, ...world.servers, ...world.units, ...world.machines, ...world.nodes, ...world.ledger]
  for (const { cause } of rows) expectBefore(cause, world.told, commands)
}

function expectBefore(cause: Cause, happenings: number, commands: number): void {
  if (cause.by === 'happening') expect(cause.id).toBeLessThan(happenings)
  else if (cause.by === 'command') expect(cause.id).toBeLessThan(commands)
  else expect(cause.id).not.toBe('')
}
