/**
 * What of a park can be set anew while it runs, and holds for whatever begins from then
 * on: how kube-scheduler scores, a project's quota, how fast images are pulled and disks
 * and memory are copied. What is under way goes on at the pace that it began with.
 *
 * A knob of the Lab: `openstack quota set`, another KubeSchedulerConfiguration, or a
 * limit on a link are things that operators do, but here they take no time.
 */

import type { Quota } from '../model/openstack'
import { DEFAULT_PROFILE, type SchedulerProfile } from '../model/placement'
import type { MiB } from '../model/units'
import type { World } from '../model/world'

export type Limits = Omit<Quota, 'serverGroups'>

export type TuneOrder =
  | { readonly order: 'tune'; readonly knob: 'scheduler'; readonly profile: SchedulerProfile | undefined }
  | { readonly order: 'tune'; readonly knob: 'quota'; readonly quotas: readonly Limits[] }
  | { readonly order: 'tune'; readonly knob: 'registry' | 'storage' | 'network'; readonly perSecond: MiB }

export function tune(world: World, order: TuneOrder): void {
  switch (order.knob) {
    case 'scheduler':
      world.scheduler = order.profile ?? DEFAULT_PROFILE
      return
    case 'quota':
      world.projects.forEach((project, i) => {
        project.quota = { ...project.quota, ...order.quotas[i] }
      })
      return
    case 'registry':
      world.pullPerSecond = order.perSecond
      return
    case 'storage':
      world.storagePerSecond = order.perSecond
      return
    case 'network':
      world.memoryPerSecond = order.perSecond
  }
}
