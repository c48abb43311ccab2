/**
 * What each kind of failure could strike as things stand: the lists that the Lab offers,
 * and all that it lets through.
 */

import type { Member } from '../model/control-plane'
import type { FailureKind } from '../model/lab'
import { NONE, type Seen, type World } from '../model/world'
import { machineUnder } from '../sim/hosts/hosts'
import { podsOf, unitsOf } from '../sim/traffic/backends'
import type { Run } from './run'

/** Whether what such a failure did can be undone by the scenario: the others are done and over. */
export const mends = (what: FailureKind): boolean => MENDED.includes(what)

const MENDED: readonly FailureKind[] = [
  'host-down',
  'host-cut-off',
  'power-lost',
  'kernel-panic',
  'kubelet-down',
  'noisy-neighbour',
  'intruder',
  'api-server-down',
  'scheduler-down',
  'controller-manager-down',
  'etcd-member-down',
  'etcd-disk-slow',
  'registry-down',
]

/** By the names that an incident of that kind is aimed with, in the order of the board. */
export const struck = (run: Seen<Run>, what: FailureKind): readonly string[] => STRUCK[what](run.world)

type Names = (world: Seen<World>) => readonly string[]

/** Of the machines that carry members and of those that stand free: all others go by what runs on them. */
const machines: Names = world =>
  world.machines
    .filter(({ up, node, hypervisor }) => up && node === NONE && hypervisor === NONE)
    .map(({ name }) => `machine/${name}`)

const nodes: Names = world =>
  world.nodes
    .filter(({ removed, up, on }) => !removed && up && world.machines[machineUnder(world, on)]?.up)
    .map(({ name }) => `node/${name}`)

const hypervisors: Names = world =>
  world.hypervisors
    .filter(({ up, machine }) => up && world.machines[machine]?.up)
    .map(({ name }) => `hypervisor/${name}`)

const hosts: Names = world => [...nodes(world), ...hypervisors(world), ...machines(world)]

const riding = (world: Seen<World>) =>
  world.workloads.filter(
    each => podsOf(world, each).some(({ node }) => node !== NONE) || unitsOf(world, each).length > 0,
  )

const riders: Names = world => riding(world).map(({ spec }) => `rider/${spec.name}`)

const inBoxes: Names = world =>
  riding(world)
    .filter(each => unitsOf(world, each).some(({ on }) => on.kind === 'server'))
    .map(({ spec }) => `rider/${spec.name}`)

const withDisk: Names = world =>
  world.workloads
    .filter(({ volume }) => world.volumes[volume] && world.volumes[volume]?.state !== 'deleted')
    .map(({ spec }) => `rider/${spec.name}`)

const planes: Names = world => world.controlPlanes.flatMap(plane => (plane ? [`control-plane/${plane.name}`] : []))

const members: Names = world => [
  ...planes(world),
  ...world.controlPlanes.flatMap(plane =>
    plane ? plane.members.filter(({ role }) => role !== 'removed').map(member => memberTarget(world, member)) : [],
  ),
]

const memberTarget = ({ servers, machines }: Seen<World>, { server, machine }: Seen<Member>): string =>
  server === NONE ? `machine/${machines[machine]?.name}` : `server/${servers[server]?.name}`

const circuits: Names = ({ machines }) => [
  ...once(machines.map(({ rack }) => rack)).map(name => `rack/${name}`),
  ...once(machines.map(({ powerFeed }) => powerFeed)).map(name => `feed/${name}`),
]

const once = (names: readonly string[]) => [...new Set(names)].filter(name => name !== '')

const STRUCK: Readonly<Record<FailureKind, Names>> = {
  'host-down': hosts,
  'host-cut-off': hosts,
  'power-lost': circuits,
  'kernel-panic': world => [...hosts(world), ...inBoxes(world)],
  'kubelet-down': nodes,
  'runtime-restart': nodes,
  'process-crash': riders,
  'process-hung': riders,
  'noisy-neighbour': inBoxes,
  intruder: riders,
  'disk-lost': withDisk,
  'api-server-down': members,
  'scheduler-down': members,
  'controller-manager-down': members,
  'etcd-member-down': members,
  'etcd-disk-slow': members,
  'etcd-full': planes,
  'certificates-expire': planes,
  'registry-down': ({ registry }) => (registry.up ? ['registry/images'] : []),
  'cluster-upgrade': world => (world.toolbox ? planes(world) : []),
  'days-pass': () => ['park/all'],
}
