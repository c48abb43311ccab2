/**
 * Projects (tenants) and their quotas: what each may have of the cloud.
 *
 * A quota is a promise to nobody: it is checked against what the project has, never
 * against what the hosts have left. Servers in ERROR or SHUTOFF count, deleted ones do
 * not. What is exceeded is listed as nova lists it, by name (nova/compute/utils.py,
 * `get_over_quota_detail`). Reads only.
 */

import type { Server } from '../../model/openstack'
import type { Id } from '../../model/refs'
import { BYTES_PER_MIB } from '../../model/units'
import type { WorkloadSpec } from '../../model/workload'
import type { Seen, World } from '../../model/world'

export const QUOTA_EXCEEDED = 'Quota exceeded for'

/** In the order in which nova names them. */
const COUNTED = ['cores', 'instances', 'ram'] as const
type Counted = Readonly<Record<(typeof COUNTED)[number], number>>

/** The first project, unless the workload says another. */
export const projectOf = (
  { projects }: Pick<Seen<World>, 'projects'>,
  { project }: Pick<WorkloadSpec, 'project'>,
): Id => (project === undefined ? 0 : projects.findIndex(({ name }) => name === project))

/** What a project has now; memory in MiB, as nova counts it. */
export function usageOf(world: Seen<World>, project: Id): Counted {
  const mine = world.servers.filter(server => server.project === project && server.status !== 'DELETED')
  return { cores: sum(mine, 'vcpus'), instances: mine.length, ram: sum(mine, 'ram') / BYTES_PER_MIB }
}

export function limitsOf({ projects }: Seen<World>, project: Id): Counted {
  const quota = projects[project]?.quota
  return { cores: quota?.cores ?? 0, instances: quota?.instances ?? 0, ram: (quota?.ram ?? 0) / BYTES_PER_MIB }
}

/** Why the project's quota refuses so much more, in nova's words; undefined if it does not. */
export function overQuota(
  world: Seen<World>,
  wish: { readonly vcpus: number; readonly ram: number; readonly project?: Id | undefined },
  servers = 1,
): string | undefined {
  return overLimits(world, wish.project ?? 0, {
    cores: wish.vcpus * servers,
    instances: servers,
    ram: (wish.ram * servers) / BYTES_PER_MIB,
  })
}

export function overLimits(world: Seen<World>, project: Id, asked: Counted): string | undefined {
  const [used, most] = [usageOf(world, project), limitsOf(world, project)]
  const overs = COUNTED.filter(kind => asked[kind] > 0 && used[kind] + asked[kind] > most[kind])
  if (overs.length === 0) return undefined
  const list = (of: Counted) => overs.map(kind => of[kind]).join(', ')
  return `${QUOTA_EXCEEDED} ${overs.join(', ')}: Requested ${list(asked)}, but already used ${list(used)} of ${list(most)} ${overs.join(', ')}`
}

const sum = (servers: readonly Seen<Server>[], key: 'vcpus' | 'ram') =>
  servers.reduce((all, each) => all + each[key], 0)
