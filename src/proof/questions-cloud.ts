/** What somebody who works on nova, Heat or Ironic would ask. */

import type { Era } from '../model/units'
import type { World } from '../model/world'
import { usageOf } from '../sim/cloud/projects'
import { explain } from '../sim/explain/explain'
import { refusal } from '../sim/orders/orders'
import { ask, aWorkload, aWorld, lines, until, type Written, wait } from './inquiry'
import type { Question } from './question'

export const QUESTIONS_CLOUD: readonly Question[] = [
  {
    system: 'nova',
    asks: 'Three etcd VMs on two hypervisors: where do they stand with an anti-affinity group, with a soft one, and without?',
    answer: () => (['anti-affinity', 'soft-anti-affinity', undefined] as const).map(whereThreeStand),
  },
  {
    system: 'nova',
    asks: 'One hypervisor of two fails every build. Where do five servers that are asked for one after the other go, in 2017 and today?',
    answer: () => (['2017', 'now'] as const).map(whereFiveGo),
  },
  {
    system: 'nova',
    asks: 'A cloud of 16 vCPUs a core runs well for a year; then one tenant’s servers want all they were promised. What does a Kubernetes node in a small guest there notice, and what undoes it?',
    answer: noisyNeighbour,
  },
  {
    system: 'nova',
    asks: 'The kernel of a guest panics, and then that of its hypervisor. What does nova say of the guest and of its neighbour?',
    answer: panics,
  },
  {
    system: 'nova',
    asks: 'The third server of a Heat stack is over the quota. What is left for the next stack, with rollback and without?',
    answer: () => [false, true].flatMap(halfAStack),
  },
  {
    system: 'ironic',
    asks: 'A machine with 8 TB of disks is given back, and its power fails while it is erased. When can anybody have it, and what does it take?',
    answer: erasedHalfWay,
  },
]

const host = (name: string, over: Written = {}) => ({
  name,
  cores: 4,
  memoryMiB: 65_536,
  gpus: 0,
  runs: 'nova-compute',
  ...over,
})

const hostsOf = (world: World) =>
  world.servers.map(({ hypervisor, fault }) => world.hypervisors[hypervisor]?.name ?? fault)

function whereThreeStand(serverGroup: string | undefined): string {
  const world = aWorld({
    park: { machines: [host('h1'), host('h2')] },
    workloads: [aWorkload({ name: 'etcd', replicas: 3, ...(serverGroup ? { serverGroup } : {}) })],
  })
  ask(world, { order: 'boot', workload: 0, servers: 3, hypervisor: undefined })
  const log = world.servers[0]?.log.map(line => `; nova-scheduler: ${line}`).join('') ?? ''
  return `${serverGroup ?? 'no group'}: ${hostsOf(world).join(', ')}${log}`
}

function whereFiveGo(era: Era): string {
  const world = aWorld({ era, park: { machines: [host('h1'), host('h2')] }, workloads: [aWorkload({})] })
  ask(world, { order: 'break-builds', hypervisor: 0 })
  const firsts: string[] = []
  for (let i = 0; i < 5; i += 1) {
    ask(world, { order: 'boot', workload: 0, servers: 1, hypervisor: undefined })
    firsts.push(hostsOf(world).at(-1) as string)
    wait(world, 60)
  }
  const active = world.servers.filter(({ status }) => status === 'ACTIVE').length
  return `${era}: first sent to ${firsts.join(', ')}; ${active} of 5 ACTIVE in the end`
}

function noisyNeighbour(): readonly string[] {
  const world = aWorld({
    era: '2017',
    park: {
      machines: [host('h1'), host('h2')],
      flavors: [
        { name: 'm1.medium', vcpus: 2, ramMiB: 2_048 },
        { name: 'big', vcpus: 4, ramMiB: 4_096 },
      ],
      quota: { instances: 50, cores: 200, ramMiB: 500_000 },
    },
    workloads: [aWorkload({ name: 'tenant', flavor: 'big', replicas: 15 })],
  })
  ask(world, { order: 'boot', workload: 0, servers: 15, hypervisor: 'h1' })
  ask(world, { order: 'boot-node', name: 'w1', flavor: 'm1.medium', hypervisor: 'h1' })
  const told = [...until(world, 'RegisteredNode'), ...wait(world, 60)]
  told.push(...ask(world, { order: 'burn', workload: 0, burns: true }), ...wait(world, 60))
  const guest = explain(world, { kind: 'server', id: 15 })
  told.push(...ask(world, { order: 'live-migrate', server: 15 }), ...wait(world, 30))
  return [
    ...lines(told, /CpuSteal|NodeNotReady|NodeReady|LiveMigration|Registered/),
    `in the guest meanwhile: ${guest.at(-1)}`,
  ]
}

function panics(): readonly string[] {
  const world = aWorld({
    park: { machines: [host('h1')] },
    workloads: [aWorkload({ name: 'a' }), aWorkload({ name: 'b' })],
  })
  for (const workload of [0, 1]) ask(world, { order: 'boot', workload, servers: 1, hypervisor: undefined })
  wait(world, 150)
  const told = [...ask(world, { order: 'kernel-panic', host: { kind: 'server', id: 0 } }), ...wait(world, 300)]
  const shown = (id: number) => explain(world, { kind: 'server', id }).join('; ')
  const after = [shown(0), shown(1)]
  told.push(...ask(world, { order: 'kernel-panic', host: { kind: 'hypervisor', id: 0 } }), ...wait(world, 61))
  return [...lines(told, /KernelPanic|HostDown|ComputeService/), ...after, shown(1)]
}

function halfAStack(rollback: boolean): readonly string[] {
  const world = aWorld({ park: { machines: [host('h1')], quota: { instances: 2, cores: 20, ramMiB: 51_200 } } })
  const template = { flavor: 'm1.medium', servers: 3, volumes: false }
  const told = [...ask(world, { order: 'create-stack', name: 'k8s', template, rollback }), ...wait(world, 30)]
  const { instances } = usageOf(world, 0)
  return [
    `${rollback ? 'with rollback' : 'without rollback'}: ${instances} of 2 instances are used`,
    ...lines(told, /StackFailed|StackComplete/),
  ]
}

function erasedHalfWay(): readonly string[] {
  const spare = { name: 's1', cores: 16, memoryMiB: 65_536, gpus: 0, runs: 'spare', diskGiB: 8_000 }
  const world = aWorld({ park: { machines: [spare] } })
  const told = [...ask(world, { order: 'deploy', machine: 0 }), ...until(world, 'MachineActive')]
  told.push(...ask(world, { order: 'undeploy', machine: 0 }), ...wait(world, 3_600))
  told.push(
    ...ask(world, { order: 'bring-down', host: { kind: 'machine', id: 0 } }),
    ...until(world, 'MachineCleanFailed'),
  )
  told.push(...ask(world, { order: 'bring-up', host: { kind: 'machine', id: 0 } }))
  const why = refusal(world, { order: 'deploy', machine: 0 }) ?? ''
  const kept = explain(world, { kind: 'machine', id: 0 }).filter(line => /maintenance|fault/.test(line))
  told.push(...ask(world, { order: 'manage', machine: 0 }))
  const still = refusal(world, { order: 'provide', machine: 0 }) ?? ''
  for (const verb of ['unset-maintenance', 'provide'] as const) told.push(...ask(world, { order: verb, machine: 0 }))
  told.push(...until(world, 'MachineAvailable', 86_400))
  return [
    ...lines(told, /Machine(Active|Deleting|Clean|Manageable|Available)|Host/),
    ...kept,
    `in between, a deploy: ${why}`,
    `managed, and then provided: ${still}`,
  ]
}
