/**
 * The tricks on a rider in the bowl: its Deployment and its pods.
 */

import type { Era } from '../model/units'
import type { Seen } from '../model/world'
import { podsOf } from '../sim/backends'
import { autoscalerOf } from '../sim/hpa'
import { podName } from '../sim/names'
import { orders, refused } from './plan'
import { byRules } from './play'
import type { Run } from './run'
import type { RiderOn, Tricks } from './tricks'

export const BOWL_TRICKS: Tricks<RiderOn> = {
  SCALE: {
    plan: (run, { workload }) =>
      orders({
        order: isAutoscaled(run, workload) ? 'set-min-replicas' : 'scale',
        workload: workload.id,
        replicas: replicasOf(run, workload) + 1,
      }),
    line: (run, { workload }) =>
      isAutoscaled(run, workload)
        ? `kubectl patch hpa ${workload.spec.name} -p '{"spec":{"minReplicas":${replicasOf(run, workload) + 1}}}'`
        : `kubectl scale ${kindOf(workload)}/${workload.spec.name} --replicas=${replicasOf(run, workload) + 1}`,
  },
  SAVE: {
    plan: (_, { workload }) =>
      workload.spec.batch
        ? orders({ order: 'run-job', workload: workload.id })
        : refused(byRules('refused.nothingToSave')),
    line: (run, { workload: { spec } }) => (spec.batch ? byHandLine(run.world.era, spec.name) : ''),
  },
  UNDO: {
    plan: (_, { workload }) => orders({ order: 'rollout-undo', workload: workload.id, to: 0 }),
    line: (_, { workload }) => `kubectl rollout undo ${kindOf(workload)}/${workload.spec.name}`,
  },
  MOVE: {
    plan: (run, on) => {
      const pod = placedPod(run, on)
      return pod ? orders({ order: 'evict', pod: pod.id }) : refused(byRules('refused.cannotMove'))
    },
    line: (run, on) => {
      const pod = placedPod(run, on)
      return pod ? evictLine(podName(run.world, pod), run.world.era) : ''
    },
  },
}

const kindOf = ({ spec }: RiderOn['workload']) => spec.controller.toLowerCase()

/** What is scaled by hand is scaled back at the next sync: its minimum is raised instead. */
const isAutoscaled = ({ world }: Seen<Run>, workload: RiderOn['workload']) =>
  autoscalerOf(world, workload) !== undefined

const replicasOf = (run: Seen<Run>, workload: RiderOn['workload']) =>
  run.world.deployments[workload.deployment]?.replicas ?? 0

/** The one that holds a StatefulSet's rollout up, if one does, else any. */
function placedPod(run: Seen<Run>, { workload }: RiderOn) {
  const pods = podsOf(run.world, workload).filter(pod => pod.node >= 0)
  return pods.find(pod => !pod.ready && isStuck(run, workload, pod.replicaSet)) ?? pods[0]
}

/** Of another revision than the one that is wanted: nothing replaces it before it is ready, which it may never be. */
const isStuck = ({ world }: Seen<Run>, { spec, deployment }: RiderOn['workload'], revision: number) =>
  spec.controller === 'StatefulSet' && world.deployments[deployment]?.replicaSet !== revision

/** kubectl took a CronJob's template only later. */
const byHandLine = (era: Era, name: string) =>
  era === 'now' ? `kubectl create job ${name}-manual --from=cronjob/${name}` : `kubectl create -f ${name}-manual.yaml`

/** kubectl has no verb for it: the eviction is asked of the API itself, which a disruption budget can refuse. */
function evictLine(pod: string, era: Era): string {
  const version = era === 'now' ? 'policy/v1' : 'policy/v1beta1'
  const eviction = `{"apiVersion":"${version}","kind":"Eviction","metadata":{"name":"${pod}","namespace":"default"}}`
  const path = `/api/v1/namespaces/default/pods/${pod}/eviction`
  return era === 'now'
    ? `echo '${eviction}' | kubectl create --raw ${path} -f -`
    : `curl -H 'Content-Type: application/json' -d '${eviction}' http://localhost:8001${path}  # through kubectl proxy`
}
