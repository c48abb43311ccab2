/**
 * The tricks on a rider in the bowl: its Deployment and its pods.
 *
 * SAVE keeps what there is: a rollout under way is paused (and let go on, where it is
 * paused already), else what lies on its disk is saved. UNDO of a paused rollout resumes
 * it first, as kubectl asks for, and in the same second nothing has come of that.
 */

import type { Era } from '../model/units'
import type { Seen, World } from '../model/world'
import { nextByHand } from '../sim/controllers/cron-jobs'
import { autoscalerOf } from '../sim/controllers/hpa'
import { skipsRollback } from '../sim/controllers/rollback'
import { isRollingOut } from '../sim/controllers/rollout-progress'
import { podName } from '../sim/names'
import { podsOf } from '../sim/traffic/backends'
import { inTurn } from './lines'
import { orders, refused } from './plan'
import { byRules, bySystem } from './play'
import type { Run } from './run'
import type { RiderOn, Tricks } from './tricks'
import { VOLUME_TRICKS } from './tricks-volume'

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
    plan: (run, { workload }) => {
      if (workload.spec.batch) return orders({ order: 'run-job', workload: workload.id })
      const turn = pausing(run, workload)
      if (turn) return orders({ order: `rollout-${turn}`, workload: workload.id })
      const volume = run.world.volumes[workload.volume]
      return volume ? VOLUME_TRICKS.SAVE.plan(run, volume) : refused(byRules('refused.nothingToSave'))
    },
    line: (run, { workload }) => {
      if (workload.spec.batch) return byHandLine(run.world, workload)
      const turn = pausing(run, workload)
      if (turn) return `kubectl rollout ${turn} ${kindOf(workload)}/${workload.spec.name}`
      const volume = run.world.volumes[workload.volume]
      return volume ? VOLUME_TRICKS.SAVE.line(run, volume) : ''
    },
  },
  UNDO: {
    plan: (run, { workload }) => {
      const undo = { order: 'rollout-undo', workload: workload.id, to: 0 } as const
      const skips = skipsRollback(run.world, workload)
      if (skips !== undefined) return refused(bySystem(skips))
      return isPaused(run, workload) ? orders({ order: 'rollout-resume', workload: workload.id }, undo) : orders(undo)
    },
    line: (run, { workload }) => {
      const what = `${kindOf(workload)}/${workload.spec.name}`
      return inTurn(isPaused(run, workload) ? `kubectl rollout resume ${what}` : '', `kubectl rollout undo ${what}`)
    },
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

const isPaused = ({ world }: Seen<Run>, { deployment }: RiderOn['workload']) =>
  world.deployments[deployment]?.paused === true

/** A rollout that is under way can be held where it is, and then let go on. */
export function pausing(run: Seen<Run>, workload: RiderOn['workload']): 'pause' | 'resume' | undefined {
  const deployment = run.world.deployments[workload.deployment]
  if (!deployment || deployment.deleted || workload.spec.controller !== 'Deployment') return undefined
  if (deployment.paused) return 'resume'
  return isRollingOut(run.world, deployment) ? 'pause' : undefined
}

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
function byHandLine(world: Seen<World>, workload: RiderOn['workload']): string {
  const job = nextByHand(world, workload)
  return world.era === 'now'
    ? `kubectl create job ${job} --from=cronjob/${workload.spec.name}`
    : `kubectl create -f ${job}.yaml`
}

/** kubectl has no verb for it: the eviction is asked of the API itself, which a disruption budget can refuse. */
function evictLine(pod: string, era: Era): string {
  const version = era === 'now' ? 'policy/v1' : 'policy/v1beta1'
  const eviction = `{"apiVersion":"${version}","kind":"Eviction","metadata":{"name":"${pod}","namespace":"default"}}`
  const path = `/api/v1/namespaces/default/pods/${pod}/eviction`
  return era === 'now'
    ? `echo '${eviction}' | kubectl create --raw ${path} -f -`
    : `curl -H 'Content-Type: application/json' -d '${eviction}' http://localhost:8001${path}  # through kubectl proxy`
}
