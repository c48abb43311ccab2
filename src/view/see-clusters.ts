/** The tenants' clusters that the rail stands for: how their control planes are, and their headroom. */

import type { Target } from '../model/command'
import type { Tenant } from '../model/tenant'
import type { Seen } from '../model/world'
import { balanceOf, headroomOf } from '../rules/headroom'
import type { Run } from '../rules/run'
import { planeOf } from '../sim/control-plane/working'
import type { ClusterView } from './lane-view'
import { seeThisPlane } from './see-plane'
import { worst } from './tone'

export const seeClusters = (run: Seen<Run>, mark: Target | undefined): readonly ClusterView[] =>
  run.world.tenants.map(tenant => seeCluster(run, tenant, mark))

function seeCluster(run: Seen<Run>, { cluster, name }: Seen<Tenant>, mark: Target | undefined): ClusterView {
  const row = planeOf(run.world, cluster)
  const plane = row && seeThisPlane(run, row, mark)
  const headroom = headroomOf(run.world, cluster)
  return {
    name,
    plane,
    tone: plane ? worst(plane.lamps.map(({ tone }) => tone)) : 'well',
    headroom,
    balance: balanceOf(headroom),
  }
}
