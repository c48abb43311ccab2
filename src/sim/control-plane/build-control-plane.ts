/**
 * The control planes at tick 0, the operator's and the tenants': every member has been up
 * for long, the first one leads and holds both leases.
 */

import { constantsOf } from '../../model/constants'
import type { ControlPlane, Etcd, Lease, Member } from '../../model/control-plane'
import { type ControlPlaneSpec, type ParkSpec, QUIET_ETCD, type TenantSpec } from '../../model/park'
import type { Id } from '../../model/refs'
import { BYTES_PER_MIB } from '../../model/units'
import type { World } from '../../model/world'
import { NONE } from '../../model/world'
import { byScenario } from '../telling'
import { wakeAt } from '../wake'
import { watchSize } from './etcd-store'

const BYTES_PER_KIB = 1_024

/** By cluster; an empty table where no cluster has one that can fail. */
export function controlPlanesOf(world: World, park: ParkSpec): World['controlPlanes'] {
  const specs = [park.controlPlane, ...(park.tenants ?? []).map(tenantsPlane)]
  if (specs.every(spec => spec === undefined)) return []
  return specs.map((spec, cluster) => spec && aControlPlane(world, cluster, spec))
}

/** Its members are the guests that say so. */
function tenantsPlane({ name, servers, controlPlane }: TenantSpec): ControlPlaneSpec | undefined {
  const members = servers.filter(({ runs }) => runs === 'control-plane').map(server => server.name)
  return members.length === 0 ? undefined : { ...QUIET_ETCD, ...controlPlane, name, members }
}

function aControlPlane(world: World, cluster: Id, spec: ControlPlaneSpec): ControlPlane {
  const plane: ControlPlane = {
    cluster,
    name: spec.name,
    members: spec.members.map((name, id) => aMember(world, cluster, name, id)),
    etcd: anEtcd(spec),
    leases: { 'kube-scheduler': aLease(), 'kube-controller-manager': aLease() },
    working: { api: true, writes: true, 'kube-scheduler': true, 'kube-controller-manager': true },
    writesSince: 0,
    certificatesEnd: spec.certificatesEnd ?? NONE,
    renewedAt: NONE,
    renewedOn: 0,
    automated: false,
    undone: { endpoints: [], volumes: [], nodes: [], due: [] },
    cause: byScenario(spec.name),
  }
  watchSize(world, plane)
  if (spec.certificatesEnd !== undefined) wakeAt(world.wake, spec.certificatesEnd, { cluster, what: 'certificatesEnd' })
  return plane
}

function aMember(world: World, cluster: Id, name: string, id: Id): Member {
  return {
    id,
    cluster,
    machine: world.machines.findIndex(machine => machine.name === name),
    server: world.servers.findIndex(server => server.name === name),
    role: 'voter',
    started: true,
    startsAt: 0,
    connectedSince: -constantsOf(world.era).etcdHealth,
    runsSince: 0,
    stopped: [],
    revision: 0,
    blocked: false,
    diskMs: 0,
    noiseMs: 0,
  }
}

const anEtcd = ({ databaseMiB, liveMiB, growthKiBPerSecond }: ControlPlaneSpec): Etcd => ({
  leader: 0,
  term: 2,
  electionAt: NONE,
  leaderlessSince: NONE,
  vain: 0,
  late: false,
  stallsAt: NONE,
  revision: 0,
  size: databaseMiB * BYTES_PER_MIB,
  sizedAt: 0,
  live: liveMiB * BYTES_PER_MIB,
  growth: growthKiBPerSecond * BYTES_PER_KIB,
  alarm: false,
  restoredAt: NONE,
  defragmenting: [],
  snapshots: [],
})

const aLease = (): Lease => ({ holder: 0, lapsedSince: NONE, taker: NONE, takenAt: NONE, turns: 0 })
