/** What people who work on the kubelet would ask of a node whose disk fills up. */

import type { World } from '../model/world'
import { explain } from '../sim/explain/explain'
import { ask, aWorkload, aWorld, lines, wait } from './inquiry'
import type { Question } from './question'

const DISK = /^(EvictionThresholdMet|NodeHas|Evicted|RemovingImage|FreeDiskSpaceFailed|FailedScheduling|Failed$)/
const LOOKS = /^(DiskPressure|nodefs|imagefs|ephemeral|Images|Taints)/

const machine = (name: string, disks: object) => ({
  name,
  cores: 8,
  memoryMiB: 16_384,
  gpus: 0,
  runs: 'kubelet',
  ...disks,
})

const looks = (world: World, node = 0) => explain(world, { kind: 'node', id: node }).filter(line => LOOKS.test(line))

/** A pod writes without end; its owner makes another each time it is evicted. */
function runaway(disks: object): readonly string[] {
  const world = aWorld({
    park: {
      machines: [machine('b1', disks), machine('b2', disks)],
      images: [
        { name: 'logger:v1', sizeMiB: 200, cached: false },
        { name: 'web:v1', sizeMiB: 200, cached: false },
        { name: 'web:v0', sizeMiB: 400, cached: true },
      ],
    },
    workloads: [
      aWorkload({ name: 'logger', image: 'logger:v1', scratch: { growsMiBPerMinute: 240 } }),
      aWorkload({ name: 'web', image: 'web:v1', replicas: 2, scratch: { baseMiB: 50, requestMiB: 100 } }),
    ],
  })
  for (const workload of [0, 1]) ask(world, { order: 'create', workload, node: undefined })
  const told = lines(wait(world, 1_200), DISK)
  return [`b1 and b2 have ${JSON.stringify(disks)}:`, ...told, ...looks(world)]
}

/** One image a release, each of a fifth of the disk. */
function releases(): readonly string[] {
  const images = ['v1', 'v2', 'v3', 'v4', 'v5', 'v6'].map(tag => ({ name: `web:${tag}`, sizeMiB: 200, cached: false }))
  const spec = aWorkload({ image: 'web:v1' })
  const world = aWorld({
    era: '2017',
    park: { machines: [machine('b1', { imagefsMiB: 1_000 })], images },
    workloads: [spec],
  })
  ask(world, { order: 'create', workload: 0, node: undefined })
  const told: string[] = []
  for (const { name } of images.slice(1)) {
    told.push(...lines(wait(world, 240), DISK))
    ask(world, {
      order: 'set-template',
      workload: 0,
      template: { image: name, defect: 'none', requests: spec.requests },
    })
  }
  told.push(...lines(wait(world, 600), DISK))
  return [...told, ...looks(world)]
}

export const QUESTIONS_DISK: readonly Question[] = [
  {
    system: 'kubelet',
    asks: 'A pod writes 240 MiB a minute to its emptyDir on a node of 2,000 MiB. When is the node under DiskPressure, what goes first, where does the next one run, and is it any different with a disk of their own for images?',
    answer: () => [...runaway({ nodefsMiB: 2_000 }), ...runaway({ nodefsMiB: 2_000, imagefsMiB: 1_000 })],
  },
  {
    system: 'kubelet',
    asks: 'Six releases of 200 MiB each come to a node whose images have 1,000 MiB, four minutes apart. Which images has it in the end?',
    answer: releases,
  },
]
