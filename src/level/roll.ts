/**
 * The names there are in a level, by what they can be used for.
 *
 * One place says that a node and a hypervisor take the name of their machine, so that
 * the checks, the conditions and the documentation agree.
 */

import type { Roll } from './holds'
import type { Level } from './level'

type Role = Level['park']['machines'][number]['runs']

const machinesOf = (level: Level, ...roles: readonly Role[]) =>
  level.park.machines.filter(({ runs }) => roles.length === 0 || roles.includes(runs)).map(({ name }) => name)

/** Guests with a role in the cluster. */
const serverNames = ({ park }: Level, role: 'kubelet' | 'control-plane') =>
  (park.servers ?? []).filter(({ runs }) => runs === role).map(({ name }) => name)

export const workloadNames = (level: Level) => level.workloads.map(({ name }) => name)
export const machineNames = (level: Level) => machinesOf(level)
export const nodeNames = (level: Level) => [
  ...machinesOf(level, 'kubelet'),
  ...serverNames(level, 'kubelet'),
  ...tenantNodes(level),
]
const tenantNodes = ({ park }: Level) =>
  (park.tenants ?? []).flatMap(({ servers }) =>
    servers.filter(({ runs }) => runs === 'kubelet').map(({ name }) => name),
  )
export const hypervisorNames = (level: Level) => machinesOf(level, 'nova-compute')
/** Machines that may carry a member of the control plane. */
export const mayCarry = (level: Level) => [
  ...machinesOf(level, 'kubelet', 'control-plane'),
  ...serverNames(level, 'control-plane'),
]
/** The operator's, and those of tenants that have members. */
export const planeNames = ({ park }: Level) => [
  ...(park.controlPlane ? [park.controlPlane.name] : []),
  ...(park.tenants ?? []).filter(({ servers }) => servers.some(isMember)).map(({ name }) => name),
]
/** Guests that carry a member, whosever it is. */
export const memberGuests = ({ park }: Level) =>
  [park.servers ?? [], ...(park.tenants ?? []).map(({ servers }) => servers)].flatMap(servers =>
    servers.filter(isMember).map(({ name }) => name),
  )
const isMember = ({ runs }: { readonly runs: string }) => runs === 'control-plane'
const distinct = (names: readonly (string | undefined)[]) => [...new Set(names.flatMap(name => name ?? []))]
export const rackNames = ({ park }: Level) => distinct(park.machines.map(({ rack }) => rack))
export const feedNames = ({ park }: Level) => distinct(park.machines.map(({ powerFeed }) => powerFeed))
export const entryIds = (level: Level) => [...level.arrivals, ...level.incidents].map(({ id }) => id)

/** What `count` goes through: the park as written, in its order. Spare machines never become nodes in format 1. */
export const rollOf = (level: Level): Roll => ({
  workloads: workloadNames(level),
  machines: machineNames(level),
  nodes: nodeNames(level),
})
