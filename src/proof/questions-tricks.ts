/** What people ask who change what runs: sizes, networks, hosts that may still write, and what a timer renews. */

import { explain } from '../sim/explain/explain'
import { refusal } from '../sim/orders/orders'
import { ask, aWorkload, aWorld, lines, wait } from './inquiry'
import type { Question } from './question'

export const QUESTIONS_TRICKS: readonly Question[] = [
  {
    system: 'nova',
    asks: 'A server whose data lies on the local disk of its host is given a larger flavor, and nobody confirms. What can be done to it meanwhile, what does it hold on both hosts, and where is its disk after the revert?',
    answer: resized,
  },
  {
    system: 'nova',
    asks: 'A compute host is cut off and lives. Its server is evacuated as soon as nova allows it, once without and once with its power switched off before. Who writes?',
    answer: () => [...evacuated(false), ...evacuated(true)],
  },
  {
    system: 'services',
    asks: 'Flannel is replaced by Calico under running pods. From when on does somebody obey the NetworkPolicy, and what becomes of a bare pod?',
    answer: renetworked,
  },
]

const FLAVORS = [
  { name: 'm1.medium', vcpus: 2, ramMiB: 4_096 },
  { name: 'm1.large', vcpus: 4, ramMiB: 8_192 },
]
const host = (name: string, runs = 'nova-compute') => ({ name, cores: 16, memoryMiB: 65_536, gpus: 0, runs })
const data = (disk: 'local' | 'network') => ({ sizeMiB: 20_000, copies: 'one', disk, writes: 1_000_000 })

function resized(): readonly string[] {
  const world = aWorld({
    park: { machines: [host('h1'), host('h2')], flavors: FLAVORS },
    workloads: [aWorkload({ name: 'db', data: data('local') })],
  })
  ask(world, { order: 'boot', workload: 0, servers: 1, hypervisor: undefined })
  wait(world, 200)
  const disk = () => `its disk lies on ${world.machines[world.volumes[0]?.machine ?? -1]?.name}`
  const told = [disk(), ...lines(ask(world, { order: 'resize', server: 0, flavor: 'm1.large' }), /Resize/)]
  wait(world, 200)
  const meanwhile = (['live-migrate', 'create-image', 'stop-server'] as const).map(
    order => `${order}: ${refusal(world, { order, server: 0 }) ?? 'accepted'}`,
  )
  const held = explain(world, { kind: 'server', id: 0 })
  const there = disk()
  const back = lines(ask(world, { order: 'revert-resize', server: 0 }), /Resize/)
  return [...told, ...held, ...meanwhile, there, ...back, disk()]
}

function evacuated(fenced: boolean): readonly string[] {
  const world = aWorld({
    park: { machines: [host('h1'), host('h2')], flavors: FLAVORS },
    workloads: [aWorkload({ name: 'db', data: data('network') })],
  })
  ask(world, { order: 'boot', workload: 0, servers: 1, hypervisor: 'h1' })
  wait(world, 200)
  const told = [...ask(world, { order: 'cut-off', host: { kind: 'machine', id: 0 } })]
  const early = refusal(world, { order: 'evacuate', server: 0 })
  told.push(...wait(world, 90))
  if (fenced) told.push(...ask(world, { order: 'set-power', machine: 0, target: 'power off' }))
  told.push(...ask(world, { order: 'evacuate', server: 0 }), ...wait(world, 300))
  if (!fenced) told.push(...ask(world, { order: 'reconnect', host: { kind: 'machine', id: 0 } }), ...wait(world, 10))
  const { writesLost = 0 } = world.workloads[0]?.traffic ?? {}
  return [
    fenced ? 'openstack baremetal node power off h1 first:' : 'not fenced:',
    `at once: ${early}`,
    ...lines(told, /CutOff|PowerState|HostDown|Evacuat|TwoWriters|WritesLost|Reconnected/),
    `acknowledged writes lost: ${writesLost}`,
  ]
}

function renetworked(): readonly string[] {
  const policy = { from: [], users: false }
  const world = aWorld({
    park: { machines: [host('n1', 'kubelet'), host('n2', 'kubelet')], network: { plugin: 'flannel' } },
    workloads: [
      aWorkload({ name: 'pay', replicas: 2, networkPolicy: policy }),
      aWorkload({ name: 'bare', controller: 'Pod' }),
    ],
  })
  ask(world, { order: 'create', workload: 0, node: undefined })
  ask(world, { order: 'create', workload: 1, node: undefined })
  wait(world, 60)
  const state = () => [
    ...explain(world, { kind: 'node', id: 0 }).filter(line => line.startsWith('CNI')),
    `pay loses ${world.workloads[0]?.traffic.lostNow} requests a second`,
    `bare has ${world.workloads[1]?.endpoints.length} endpoints`,
  ]
  const before = state()
  const told = [...ask(world, { order: 'change-network', plugin: 'calico' }), ...wait(world, 60)]
  return [...before, ...lines(told, /NetworkChanged|^Killing/).slice(0, 4), ...state()]
}
