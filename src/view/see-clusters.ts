/** The tenants' clusters that the rail stands for: whether each answers, and its headroom. */

import type { Target } from '../model/command'
import type { Tenant } from '../model/tenant'
import type { Seen } from '../model/world'
import { balanceOf, headroomOf } from '../rules/headroom'
import type { Run } from '../rules/run'
import type { ClusterView } from './park-view'
import { ui } from './phrase'

export const seeClusters = (run: Seen<Run>, mark: Target | undefined): readonly ClusterView[] =>
  run.world.tenants.map(tenant => seeCluster(run, tenant, mark))

function seeCluster({ world }: Seen<Run>, tenant: Seen<Tenant>, mark: Target | undefined): ClusterView {
  const target: Target = `control-plane/${tenant.name}`
  const headroom = headroomOf(world, tenant.cluster)
  return {
    target,
    name: tenant.name,
    marked: mark === target,
    tone: tenant.working.api ? 'well' : 'down',
    plane: ui(tenant.working.api ? 'cluster.answers' : 'cluster.silent'),
    headroom,
    balance: balanceOf(headroom),
  }
}
