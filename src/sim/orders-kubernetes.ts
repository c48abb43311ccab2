/**
 * What can be asked of the Kubernetes API.
 */

import type { Cause } from '../model/happening'
import type { Id } from '../model/refs'
import type { Deployment, Pod, Seen, Workload, World } from '../model/world'
import { createDeployment, deleteDeployment, deletePod, scaleDeployment } from './controllers'
import { type Doers, never } from './doer'

export type KubernetesOrder =
  /** A Deployment and its Service; `node` is a nodeSelector. */
  | { readonly order: 'create'; readonly workload: Id; readonly node: string | undefined }
  | { readonly order: 'scale'; readonly workload: Id; readonly replicas: number }
  | { readonly order: 'evict'; readonly pod: Id }
  /** Takes the Deployment away, and its pods with it. */
  | { readonly order: 'delete-deployment'; readonly workload: Id }

export const KUBERNETES: Doers<KubernetesOrder> = {
  create: {
    refuses: alreadyExists,
    does: (world, { workload, node }, tell, cause) =>
      createDeployment(world, workloadOf(world, workload), node === undefined ? [] : [node], tell, cause),
  },
  scale: {
    refuses: (world, { workload, replicas }) =>
      scaleRefusal(world, world.workloads[workload] as Seen<Workload>, replicas),
    does: (world, { workload, replicas }, tell, cause) =>
      scaleDeployment(world, deploymentOf(world, workload) as Deployment, replicas, tell, cause),
  },
  evict: {
    refuses: (world, { pod }) =>
      world.pods[pod]?.gone === false ? undefined : 'Error from server (NotFound): pods not found',
    does: (world, { pod }, tell, cause) => deletePod(world, world.pods[pod] as Pod, tell, cause),
  },
  'delete-deployment': {
    refuses: never,
    does: (world, { workload }, tell, cause) => takeAway(world, workload, tell, cause),
  },
}

function takeAway(world: World, workload: Id, tell: Parameters<typeof deletePod>[2], cause: Cause): void {
  const deployment = deploymentOf(world, workload)
  if (deployment && !deployment.deleted) deleteDeployment(world, deployment, tell, cause)
}

function alreadyExists(world: Seen<World>, { workload: id }: { readonly workload: Id }): string | undefined {
  const { deployment, spec } = world.workloads[id] as Seen<Workload>
  const exists = world.deployments[deployment]?.deleted === false
  return exists ? `Error from server (AlreadyExists): deployments.apps "${spec.name}" already exists` : undefined
}

function scaleRefusal(world: Seen<World>, workload: Seen<Workload>, replicas: number): string | undefined {
  const deployment = world.deployments[workload.deployment]
  if (!deployment || deployment.deleted) {
    return `Error from server (NotFound): deployments.apps "${workload.spec.name}" not found`
  }
  return replicas === deployment.replicas ? `deployment.apps/${workload.spec.name} already has ${replicas}` : undefined
}

const workloadOf = (world: World, id: Id) => world.workloads[id] as Workload
const deploymentOf = (world: World, workload: Id) => world.deployments[workloadOf(world, workload).deployment]
