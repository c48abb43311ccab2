/** A node's disks: which images it keeps, and who has to go when one is nearly full. */

import { describe, expect, it } from 'vitest'
import type { Happening } from '../../src/model/happening'
import type { Node } from '../../src/model/kubernetes'
import type { Era } from '../../src/model/units'
import type { World } from '../../src/model/world'
import { ask, aWorkload, aWorld, only, until, wait } from '../../src/proof/inquiry'
import { explain } from '../../src/sim/explain/explain'

const machine = (name: string, disks: object) => ({
  name,
  cores: 8,
  memoryMiB: 16_384,
  gpus: 0,
  runs: 'kubelet',
  ...disks,
})
const node = (world: World, id = 0) => world.nodes[id] as Node
const said = (world: World, id = 0) => explain(world, { kind: 'node', id })
const notes = (told: readonly Happening[]) => told.map(({ tick, reason, note }) => `${tick} ${reason} ${note}`)
const create = (world: World, ...ids: readonly number[]) =>
  ids.flatMap(workload => ask(world, { order: 'create', workload, node: undefined }))

/** Three images of a quarter each, all of them there; one is in use. */
function cached(era: Era = 'now'): World {
  const images = ['web:v1', 'web:v2', 'web:v3', 'web:v4'].map((name, i) => ({ name, sizeMiB: 250, cached: i < 3 }))
  const workloads = [aWorkload({ name: 'a', image: 'web:v1' }), aWorkload({ name: 'b', image: 'web:v4' })]
  return aWorld({ era, park: { machines: [machine('b1', { imagefsMiB: 1_000 })], images }, workloads })
}

describe('The image manager', () => {
  it('leaves all images where they are while their disk is not 85 % full', () => {
    const world = cached()
    create(world, 0)
    wait(world, 1_000)
    expect(node(world).images).toEqual(['web:v1', 'web:v2', 'web:v3'])
  })

  it('removes those that were used longest ago, down to 80 %, and none in use', () => {
    const world = cached('2017') // no pressure before it
    create(world, 0)
    wait(world, 310)
    ask(world, { order: 'scale', workload: 0, replicas: 0 })
    create(world, 1)
    const told = only(wait(world, 400), 'RemovingImage')
    expect(notes(told)).toEqual([`600 RemovingImage [imageGCManager]: Removing image "web:v2" to free 262144000 bytes`])
    expect(node(world).images).toEqual(['web:v1', 'web:v3', 'web:v4']) // v1 was used, v2 and v3 never
  })

  it('says so when what may go is too little', () => {
    const images = [
      { name: 'big', sizeMiB: 900, cached: true },
      { name: 'small', sizeMiB: 50, cached: true },
    ]
    const workloads = [aWorkload({ image: 'big' })]
    const world = aWorld({ era: '2017', park: { machines: [machine('b1', { imagefsMiB: 1_000 })], images }, workloads })
    create(world, 0)
    const told = only(wait(world, 301), 'RemovingImage', 'FreeDiskSpaceFailed').map(({ reason }) => reason)
    expect(told).toEqual(['RemovingImage', 'FreeDiskSpaceFailed'])
    expect(node(world).images).toEqual(['big'])
  })

  it('spares what it has not known for two minutes', () => {
    const world = cached()
    create(world, 1) // pulled within the first seconds: full, and v4 is seen first when the disk is looked at
    until(world, 'Pulled')
    ask(world, { order: 'scale', workload: 1, replicas: 0 })
    wait(world, 30)
    expect(node(world).images).toEqual(['web:v4'])
    wait(world, 600)
    expect(node(world).images).toEqual(['web:v4']) // there is no pressure any more
  })
})

/** Both write; the first has less priority, the third writes within its request. */
function writers(disks: object, era: Era = 'now'): World {
  const world = aWorld({
    era,
    park: {
      machines: [machine('b1', disks)],
      images: [{ name: 'app', sizeMiB: 100, cached: true }],
    },
    workloads: [
      aWorkload({ name: 'batch', priority: -10, scratch: { growsMiBPerMinute: 30 } }),
      aWorkload({ name: 'web', scratch: { growsMiBPerMinute: 60 } }),
      aWorkload({ name: 'sure', priority: -20, scratch: { growsMiBPerMinute: 60, requestMiB: 400 } }),
    ],
  })
  create(world, 0, 1, 2)
  wait(world, 20)
  return world
}

describe('Under disk pressure', () => {
  it.each([
    ['one disk of 1,000 MiB', { nodefsMiB: 1_000 }, 150],
    ['images on a disk of their own', { nodefsMiB: 1_000, imagefsMiB: 1_000 }, 100],
  ])('with %s it begins when less than a tenth, or 15 %% of the images’ disk, is left', (_, disks, least) => {
    const world = writers(disks)
    let left = 0
    const available = () =>
      Number(
        said(world)
          .find(line => line.startsWith('nodefs'))
          ?.match(/\d+/)?.[0],
      )
    for (let told: readonly Happening[] = []; only(told, 'NodeHasDiskPressure').length === 0; told = wait(world, 1)) {
      left = available()
    }
    expect(left).toBeLessThan(least)
    expect(left).toBeGreaterThan(least - 150 / 6 - 5) // it is looked at every ten seconds
  })

  it('whoever is beyond its request goes before whoever is not, then who matters less', () => {
    const world = writers({ nodefsMiB: 1_000 })
    const [first] = only(until(world, 'Evicted'), 'Evicted')
    expect(world.workloads[world.pods[first?.regarding.id ?? -1]?.workload ?? -1]?.spec.name).toBe('batch')
    expect(first?.note).toMatch(
      /^The node was low on resource: ephemeral-storage\. Threshold quantity: 157286400, available: \d+Ki\. Container batch was using \d+Ki, request is 0, has larger consumption of ephemeral-storage\. $/,
    )
  })

  it('its node is tainted, and nobody new is placed on it until there was enough for five minutes', () => {
    const world = writers({ nodefsMiB: 1_000 })
    until(world, 'Evicted')
    expect(said(world)).toEqual(
      expect.arrayContaining(['DiskPressure: True', 'Taints: node.kubernetes.io/disk-pressure:NoSchedule']),
    )
    wait(world, 30)
    expect(world.pods.find(pod => pod.message !== '')?.message).toBe(
      '0/1 nodes are available: 1 node(s) had untolerated taint(s). preemption: 0/1 nodes are available: 1 Preemption is not helpful for scheduling.',
    )
    for (const workload of [1, 2]) ask(world, { order: 'scale', workload, replicas: 0 })
    const short = node(world).disk.shortSince
    const over = until(world, 'NodeHasNoDiskPressure')
    expect(over.at(-1)?.tick ?? 0).toBeGreaterThanOrEqual(short + 300)
    expect(over.at(-1)?.tick ?? 0).toBeLessThanOrEqual(short + 310)
    wait(world, 20)
    expect(world.pods.filter(pod => pod.ready).length).toBe(1)
  })

  it('images that nobody uses go before any pod', () => {
    const world = cached()
    create(world, 0, 1)
    const told = only(wait(world, 60), 'NodeHasDiskPressure', 'RemovingImage', 'Evicted').map(({ reason }) => reason)
    expect(told).toEqual(['NodeHasDiskPressure', 'RemovingImage', 'RemovingImage'])
    expect(node(world).images).toEqual(['web:v1', 'web:v4'])
  })

  it('nobody is in 2017, unless the kubelet is told to look', () => {
    const world = writers({ nodefsMiB: 1_000 }, '2017')
    expect(only(wait(world, 1_200), 'NodeHasDiskPressure', 'Evicted')).toEqual([])
  })
})

describe('ephemeral-storage', () => {
  const one = (scratch: object, replicas = 1, machines = [machine('b1', { nodefsMiB: 1_000 })]) => {
    const images = [{ name: 'app', sizeMiB: 1, cached: true }]
    const world = aWorld({ park: { machines, images }, workloads: [aWorkload({ replicas, scratch })] })
    create(world, 0)
    return world
  }

  it('beyond its limit a pod is evicted, on a disk that is nearly empty', () => {
    const world = one({ growsMiBPerMinute: 60, limitMiB: 100 })
    const [evicted] = only(until(world, 'Evicted'), 'Evicted')
    expect(evicted?.note).toBe('Pod ephemeral local storage usage exceeds the total limit of containers 100Mi. ')
    expect(node(world).disk.shortSince).toBe(-1)
  })

  it('is requested of a node, which has nine tenths of its disk to give', () => {
    const world = one({ requestMiB: 300 }, 4)
    wait(world, 30)
    expect(world.pods.filter(pod => pod.ready).length).toBe(3)
    expect(world.pods.find(pod => !pod.ready)?.message).toMatch(
      /^0\/1 nodes are available: 1 Insufficient ephemeral-storage\./,
    )
    expect(said(world)).toContain('ephemeral-storage: allocatable 900Mi, requested 900Mi')
    ask(world, { order: 'scale', workload: 0, replicas: 0 })
    wait(world, 60)
    expect(node(world).disk.requested).toBe(0)
  })

  it('what a pod has written is gone with it', () => {
    const world = one({ baseMiB: 500 })
    wait(world, 20)
    expect(said(world)).toContain('nodefs.available: 499Mi of 1000Mi (49%)')
    ask(world, { order: 'scale', workload: 0, replicas: 0 })
    wait(world, 60)
    expect(said(world)).toContain('nodefs.available: 999Mi of 1000Mi (99%)')
  })
})

describe('An image that does not fit on its disk', () => {
  it('cannot be pulled', () => {
    const images = [{ name: 'app', sizeMiB: 2_000, cached: false }]
    const park = { machines: [machine('b1', { nodefsMiB: 1_000 })], images }
    const world = aWorld({ park, workloads: [aWorkload({})] })
    create(world, 0)
    const [failed] = only(until(world, 'Failed', 100), 'Failed')
    expect(failed?.note).toMatch(/^Failed to pull image "app": .*: no space left on device$/)
    expect(node(world).images).toEqual([])
  })
})
