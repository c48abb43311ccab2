/**
 * Server groups: which servers must or had better share a hypervisor, or keep apart.
 *
 * `anti-affinity` is the only way to have three servers stand on three hosts; the soft
 * policies are weighed and never refuse. Here each workload that asks for one has a group
 * of its own, made with its first server, and a cluster's control plane one for the members
 * that are asked for later.
 *
 * Simpler than the real thing: a group never ends, `max_server_per_host` is 1, and no two
 * requests race each other, so the late check on the host has nothing to find.
 */

import { constantsOf } from '../../model/constants'
import type { Hypervisor, ServerGroup, ServerGroupPolicy } from '../../model/openstack'
import type { Id } from '../../model/refs'
import type { Seen, Workload, World } from '../../model/world'
import { NONE } from '../../model/world'
import type { Cloud, ServerWish } from './nova-placement'

export const policyOf = ({ serverGroups }: Cloud, { group }: ServerWish): ServerGroupPolicy | undefined =>
  serverGroups?.[group ?? NONE]?.policy

/** How many of its group stand on that host, without itself. */
export const membersOn = ({ servers }: Cloud, host: Seen<Hypervisor>, { group, self }: ServerWish): number =>
  group === undefined || group === NONE
    ? 0
    : host.servers.filter(id => id !== self && servers[id]?.group === group).length

/** The group of a workload that asks for one, or undefined while it has none yet. */
export const groupOf = (world: Seen<World>, { spec }: Seen<Workload>): Seen<ServerGroup> | undefined =>
  spec.serverGroup === undefined
    ? undefined
    : world.serverGroups.find(({ name, policy }) => name === spec.name && policy === spec.serverGroup)

/** Makes the workload's group if it asks for one and has none. */
export function openGroup(world: World, workload: Seen<Workload>, project: Id): Id {
  const { serverGroup: policy, name } = workload.spec
  if (policy === undefined) return NONE
  const group = groupOf(world, workload)
  if (group) return group.id
  world.serverGroups.push({ id: world.serverGroups.length, name, project, policy })
  return world.serverGroups.length - 1
}

/** What the members of a cluster's control plane are asked for in: apart if there is room for that. */
export const planeGroupName = (plane: string): string => `${plane}-control-plane`

/** Made with the first that is asked for; who was there before is of none. */
export function openPlaneGroup(world: World, plane: string, project: Id): Id {
  const name = planeGroupName(plane)
  const group = world.serverGroups.find(each => each.name === name && each.project === project)
  if (group) return group.id
  if (overGroupLimit(world, project) !== undefined) return NONE
  world.serverGroups.push({ id: world.serverGroups.length, name, project, policy: 'soft-anti-affinity' })
  return world.serverGroups.length - 1
}

/** In nova's words, where the project has as many as it may. */
export const overGroups = (world: Seen<World>, workload: Seen<Workload>, project: Id): string | undefined =>
  workload.spec.serverGroup === undefined || groupOf(world, workload) ? undefined : overGroupLimit(world, project)

export function overGroupLimit(world: Seen<World>, project: Id): string | undefined {
  const mine = world.serverGroups.filter(each => each.project === project).length
  const most = world.projects[project]?.quota.serverGroups ?? constantsOf(world.era).serverGroupQuota
  return mine < most ? undefined : 'Quota exceeded, too many server groups.'
}
