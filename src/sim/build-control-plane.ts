/**
 * The control plane at tick 0: every member has been up for long, the first one leads
 * and holds both leases.
 */

import { constantsOf } from '../model/constants'
import type { ControlPlane, Etcd, Lease, Member } from '../model/control-plane'
import type { ControlPlaneSpec } from '../model/park'
import { BYTES_PER_MIB } from '../model/units'
import type { World } from '../model/world'
import { NONE } from '../model/world'
import { watchSize } from './etcd-store'
import { byScenario } from './telling'
import { wakeAt } from './wake'

const BYTES_PER_KIB = 1_024

/** The same world with one; its row is the last, so that a world without one is hashed as ever. */
export function withControlPlane(world: World, spec: ControlPlaneSpec): World {
  const controlPlane: ControlPlane = {
    name: spec.name,
    members: spec.members.map((name, id) => aMember(world, name, id)),
    etcd: anEtcd(spec),
    leases: { 'kube-scheduler': aLease(), 'kube-controller-manager': aLease() },
    working: { api: true, writes: true, 'kube-scheduler': true, 'kube-controller-manager': true },
    writesSince: 0,
    certificatesEnd: spec.certificatesEnd ?? NONE,
    renewedAt: NONE,
    undone: { endpoints: [], volumes: [], nodes: [], due: [] },
    cause: byScenario(spec.name),
  }
  watchSize(world, controlPlane.etcd)
  if (spec.certificatesEnd !== undefined) wakeAt(world.wake, spec.certificatesEnd, { what: 'certificatesEnd' })
  return Object.assign(world, { controlPlane })
}

function aMember(world: World, name: string, id: number): Member {
  return {
    id,
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
