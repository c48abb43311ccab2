/**
 * The tricks on a rider in the bowl: its Deployment and its pods.
 */

import type { Seen } from '../model/world'
import { podsOf } from '../sim/backends'
import { podName } from '../sim/names'
import { orders, refused } from './plan'
import { byRules, bySystem } from './play'
import type { Run } from './run'
import type { RiderOn, Tricks } from './tricks'

export const BOWL_TRICKS: Tricks<RiderOn> = {
  SCALE: {
    plan: (run, { workload }) =>
      orders({ order: 'scale', workload: workload.id, replicas: replicasOf(run, workload) + 1 }),
    line: (run, { workload }) =>
      `kubectl scale ${kindOf(workload)}/${workload.spec.name} --replicas=${replicasOf(run, workload) + 1}`,
  },
  SAVE: { plan: () => refused(byRules('refused.nothingToSave')), line: () => '' },
  UNDO: {
    plan: (_, { workload }) =>
      refused(bySystem(`error: no rollout history found for ${kindOf(workload)} "${workload.spec.name}"`)),
    line: (_, { workload }) => `kubectl rollout undo ${kindOf(workload)}/${workload.spec.name}`,
  },
  MOVE: {
    plan: (run, on) => {
      const pod = placedPod(run, on)
      return pod ? orders({ order: 'evict', pod: pod.id }) : refused(byRules('refused.cannotMove'))
    },
    line: (run, on) => {
      const pod = placedPod(run, on)
      return pod ? `kubectl delete pod ${podName(run.world, pod)}` : ''
    },
  },
}

const kindOf = ({ spec }: RiderOn['workload']) => spec.controller.toLowerCase()

const replicasOf = (run: Seen<Run>, workload: RiderOn['workload']) =>
  run.world.deployments[workload.deployment]?.replicas ?? 0

const placedPod = (run: Seen<Run>, { workload }: RiderOn) => podsOf(run.world, workload).find(pod => pod.node >= 0)
