/** What the scheduler, the kubelet and kubectl print: 1.6's own words in 2017, today's today. */

import { describe, expect, it } from 'vitest'
import type { Era } from '../../src/model/units'
import type { World } from '../../src/model/world'
import { rolloutStatus } from '../../src/sim/explain/rollout'
import { aMachine, aPlane, asks, aWorld, inBowl, order, pass, refusalOf, theDeployment, thePlane } from '../given'

type Case = readonly [era: Era, words: RegExp | string]

const IMAGES = ['web', 'web:v2'].map(name => ({ name, sizeMiB: 10, cached: true }))
const AN_ID = '[0-9a-f]{64}'

function serving(era: Era, spec: object = {}): World {
  const machines = [aMachine(), aMachine({ name: 'b2' }), aMachine({ name: 'm1', runs: 'control-plane' })]
  const world = aWorld({ era, machines, park: { images: IMAGES, ...aPlane(1) }, spec: { replicas: 2, ...spec } })
  order(world, { order: 'cordon', node: 1 })
  inBowl(world)
  return world
}

const note = (told: ReturnType<typeof pass>, wanted: string) => told.find(({ reason }) => reason === wanted)?.note

/** Of two pods one may go; the drain waits for the other. */
function draining(era: Era): World {
  const world = serving(era, { minAvailable: 1 })
  pass(world, 20)
  order(world, { order: 'drain', node: 0 })
  return world
}

describe('A pod', () => {
  it.each<Case>([
    ['2017', /^Successfully assigned web-\S+ to b1$/],
    ['now', /^Successfully assigned default\/web-\S+ to b1$/],
  ])('(%s) is assigned', (era, words) => {
    expect(note(pass(serving(era), 5), 'Scheduled')).toMatch(words)
  })

  it.each<Case>([
    ['2017', new RegExp(`^Killing container with id docker://${AN_ID}:Need to kill Pod$`)],
    ['now', /^Stopping container web$/],
  ])('(%s) that is deleted has its container stopped', (era, words) => {
    const world = serving(era)
    pass(world, 20)
    expect(note(order(world, { order: 'delete-pod', pod: 0 }), 'Killing')).toMatch(words)
  })
})

describe('kubectl', () => {
  it.each<Case>([
    ['2017', 'node "b1" tainted'],
    ['now', 'node/b1 tainted'],
  ])('(%s) taints a node, and takes the taint away', (era, words) => {
    const world = serving(era)
    const taint = { key: 'dedicated', value: 'db', effect: 'NoSchedule' } as const
    expect(note(order(world, { order: 'taint', node: 0, taint }), 'Tainted')).toBe(words)
    const off = order(world, { order: 'untaint', node: 0, taint })
    expect(note(off, 'Untainted')).toBe(String(words).replace('tainted', 'untainted'))
  })

  it.each<Case>([
    ['2017', 'node "b2" already cordoned'],
    ['now', 'node/b2 already cordoned'],
  ])('(%s) cordons no node twice', (era, words) => {
    expect(refusalOf(serving(era), { order: 'cordon', node: 1 })).toBe(words)
  })

  it.each<readonly [Era, RegExp, string]>([
    ['2017', /^pod "web-\S+" evicted$/, 'node "b1" drained'],
    ['now', /^pod\/web-\S+ evicted$/, 'node/b1 drained'],
  ])('(%s) drains a node', (era, evicted, drained) => {
    const world = serving(era)
    pass(world, 20)
    expect(note(order(world, { order: 'drain', node: 0 }), 'Evicted')).toMatch(evicted)
    expect(note(pass(world, 60), 'Drained')).toBe(drained)
  })

  it.each<Case>([
    ['2017', 'Unable to connect to the server: dial tcp 192.0.2.10:6443: i/o timeout'],
    [
      'now',
      'error: unable to drain node "b1" due to error: Unable to connect to the server: dial tcp 192.0.2.10:6443: i/o timeout, continuing command...',
    ],
  ])('(%s) gives a drain up when nobody answers it: 1.6 says no more than that', (era, words) => {
    const world = draining(era)
    order(world, { order: 'bring-down', host: { kind: 'machine', id: 2 } })
    expect(note(pass(world, 60), 'DrainFailed')).toBe(words)
  })

  it.each<Case>([
    [
      '2017',
      'There are pending pods when an error occurred: Error from server: etcdserver: mvcc: database space exceeded',
    ],
    [
      'now',
      'error: unable to drain node "b1" due to error: Error from server: etcdserver: mvcc: database space exceeded, continuing command...',
    ],
  ])('(%s) gives it up when only reads are answered: 1.6 could list the pods that it leaves', (era, words) => {
    const world = draining(era)
    thePlane(world).etcd.alarm = true
    expect(note(pass(world, 60), 'DrainFailed')).toBe(words)
  })

  it.each<Case>([
    ['2017', /^error: DaemonSet-managed pods \(use --ignore-daemonsets to ignore\): web-\S+$/],
    [
      'now',
      /^error: unable to drain node "b1" due to error: cannot delete DaemonSet-managed Pods \(use --ignore-daemonsets to ignore\): default\/web-\S+, continuing command\.\.\.$/,
    ],
  ])('(%s) drains no node of a DaemonSet unless it is told to pass that over', (era, words) => {
    const world = serving(era, { controller: 'DaemonSet' })
    pass(world, 20)
    expect(note(order(world, { order: 'drain', node: 0, ignoreDaemonSets: false }), 'DrainFailed')).toMatch(words)
  })

  it.each<Case>([
    [
      '2017',
      /^error: Node 'b1' already has a taint with key \(dedicated\) and effect \(NoSchedule\), and --overwrite is false$/,
    ],
    ['now', /^error: node b1 already has dedicated taint\(s\) with same effect\(s\) and --overwrite is false$/],
  ])('(%s) taints nothing twice', (era, words) => {
    const world = serving(era)
    const taint = { order: 'taint', node: 0, taint: { key: 'dedicated', value: 'db', effect: 'NoSchedule' } } as const
    order(world, taint)
    expect(refusalOf(world, taint)).toMatch(words)
  })

  it.each<Case>([
    ['2017', /^Waiting for rollout to finish: \d/],
    ['now', /^Waiting for deployment "web" rollout to finish: \d/],
  ])('(%s) waits for a rollout', (era, words) => {
    const world = serving(era)
    pass(world, 20)
    order(world, {
      order: 'set-template',
      workload: 0,
      template: { image: 'web:v2', requests: asks(500, 256), defect: 'none' },
    })
    pass(world, 1)
    expect(rolloutStatus(world, theDeployment(world))).toMatch(words)
  })
})
