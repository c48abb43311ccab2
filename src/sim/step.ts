/**
 * One cluster second: the only thing that moves the world on.
 *
 * The order of the calls in `step` is the order of cause and effect, written down once:
 * what is due wakes, controllers reconcile, the scheduler places, disks are copied,
 * traffic is served, the second is paid for.
 */

import type { Autoscaler } from '../model/autoscaling'
import type { Machine } from '../model/baremetal'
import type { CronJob, Job } from '../model/batch'
import type { Happening } from '../model/happening'
import type { Stack } from '../model/heat'
import type { Deployment, Node, Pod, Zone } from '../model/kubernetes'
import type { Hypervisor, Server } from '../model/openstack'
import type { Unit } from '../model/systemd'
import type { Snapshot, Volume } from '../model/volume'
import type { ClusterDue, Due, RunDue } from '../model/wake'
import type { Seen, World } from '../model/world'
import { noticeComputeService } from './cloud/compute-service'
import { followServer, resourceDue, stackTimeout } from './cloud/heat'
import { panicReset } from './cloud/kernel-panic'
import { migrated } from './cloud/migration'
import { feelNeighbours } from './cloud/noisy-neighbours'
import { serverActive, serverBooted } from './cloud/nova'
import { shareCores } from './cloud/steal'
import { layAside, PLANE_WAKERS } from './control-plane/control-plane-dues'
import { podAvailable } from './controllers/available'
import { collectPods, deleteNode } from './controllers/cloud-nodes'
import { clusterAutoscale } from './controllers/cluster-autoscaler'
import { reconcile } from './controllers/controllers'
import { syncCronJob } from './controllers/cron-jobs'
import { cronDone } from './controllers/crontab'
import { drainAgain } from './controllers/drain'
import { autoscale } from './controllers/hpa'
import { jobPodDone } from './controllers/job-pods'
import { jobSync } from './controllers/jobs'
import { evictNode, noticeNode } from './controllers/node-lifecycle'
import { progressDeadline } from './controllers/rollout-progress'
import { emptyNode } from './controllers/scale-down'
import { tolerationOver } from './controllers/taint-node'
import { taintNext } from './controllers/zones'
import { healthCheck, unitReady } from './hosts/systemd'
import { pressIn } from './intrusions'
import { measureCpu } from './kubelet/cpu-usage'
import { containerExits } from './kubelet/defects'
import { checkDisk } from './kubelet/disk-pressure'
import { checkMemory } from './kubelet/eviction'
import { heartbeat } from './kubelet/heartbeat'
import { collectImages } from './kubelet/image-gc'
import { containerStarted } from './kubelet/kubelet'
import { lookAtMemory } from './kubelet/memory'
import { podStopped } from './kubelet/pod-end'
import { runProbe } from './kubelet/probes'
import { imagePulled, pullAgain } from './kubelet/pulls'
import { pullEnds } from './kubelet/registry'
import { containerStopped } from './kubelet/restarts'
import { machineActive, machineCallBack, machineTimeout, machineWriting } from './metal/ironic'
import { cleanOn } from './metal/ironic-cleaning'
import { machinePowered } from './metal/power'
import { spend } from './money'
import { copied } from './plain'
import { schedulePending } from './scheduling/scheduler'
import { forceDetach, mountAgain } from './storage/attach'
import { backUp, drilled } from './storage/backups'
import { restored, volumeCopied } from './storage/snapshots'
import { followStandbys } from './storage/standby'
import { followStores } from './storage/stores'
import { volumeAttached, volumeDetached } from './storage/volumes'
import { openTelling, type Telling } from './telling'
import { toolAdopted } from './toolbox/choices'
import { upgradeDrained, upgradeInstalled } from './toolbox/tool-upgrade'
import { joins, playbookEnds } from './toolbox/toolbox'
import { serveTraffic } from './traffic/traffic'
import { takeDue } from './wake'

export interface Stepped {
  readonly happenings: readonly Happening[]
  /** What was filed by somebody above the simulation and is due now. */
  readonly handedBack: readonly RunDue[]
}

/** Advances `world` by one tick in place and tells what happened in it. */
export function step(world: World): Stepped {
  const tell = openTelling(world)
  const handedBack = wakeDue(world, tell)
  reconcile(world, tell)
  schedulePending(world, tell)
  followStandbys(world, tell)
  shareCores(world, tell)
  followStores(world, tell)
  if (world.intrusions.length > 0) pressIn(world, tell)
  serveTraffic(world, tell)
  feelNeighbours(world, tell)
  measureCpu(world)
  spend(world)
  world.tick += 1
  return { happenings: tell.happenings, handedBack }
}

/** A copy that can be played on without touching the first: the other line, the theatre, a bot's thought. */
export const fork = (world: Seen<World>): World => copied(world) as World

function wakeDue(world: World, tell: Telling): readonly RunDue[] {
  const handedBack: RunDue[] = []
  for (const due of takeDue(world.wake, world.tick)) {
    const waker = wakerOf(due)
    if (!waker) handedBack.push(due as RunDue)
    else if (world.controlPlanes.length === 0 || !layAside(world, due as ClusterDue))
      waker(world, due as ClusterDue, tell)
  }
  return handedBack
}

type Waker<What extends ClusterDue['what']> = (
  world: World,
  due: Extract<ClusterDue, { what: What }>,
  tell: Telling,
) => void

/** What each thing that was waited for does when its time has come. */
const WAKERS: { readonly [What in ClusterDue['what']]: Waker<What> } = {
  imagePulled: (world, { pod }, tell) => imagePulled(world, world.pods[pod] as Pod, tell),
  containerStarted: (world, { pod }, tell) => containerStarted(world, world.pods[pod] as Pod, tell),
  probe: runProbe,
  containerStopped,
  pullEnds: (world, { node }, tell) => pullEnds(world, world.nodes[node] as Node, tell),
  pullAgain: (world, { pod }, tell) => pullAgain(world, world.pods[pod] as Pod, tell),
  memory: lookAtMemory,
  memoryCheck: (world, { node }, tell) => checkMemory(world, world.nodes[node] as Node, tell),
  diskCheck: (world, { node }, tell) => checkDisk(world, world.nodes[node] as Node, tell),
  imageGc: (world, { node }, tell) => collectImages(world, world.nodes[node] as Node, tell),
  containerExits,
  progressDeadline: (world, { deployment }) => progressDeadline(world, world.deployments[deployment] as Deployment),
  podAvailable,
  podStopped: (world, { pod }, tell) => podStopped(world, world.pods[pod] as Pod, tell),
  serverActive: (world, { server }, tell) => {
    serverActive(world, world.servers[server] as Server, tell)
    if (world.stacks.length > 0) followServer(world, world.servers[server] as Server, tell)
  },
  stackResource: (world, { stack, resource }, tell) => resourceDue(world, world.stacks[stack] as Stack, resource, tell),
  stackTimeout: (world, { stack }, tell) => stackTimeout(world, world.stacks[stack] as Stack, tell),
  serverBooted: (world, { server }, tell) => serverBooted(world, world.servers[server] as Server, tell),
  hostJoins: (world, { host }, tell) => joins(world, host, tell),
  toolAdopted: (world, _, tell) => toolAdopted(world, tell),
  playbookEnds: (world, _, tell) => playbookEnds(world, tell),
  upgradeDrained: (world, _, tell) => upgradeDrained(world, tell),
  upgradeInstalled: (world, _, tell) => upgradeInstalled(world, tell),
  machineCallBack: (world, { machine }, tell) => machineCallBack(world, world.machines[machine] as Machine, tell),
  machineWriting: (world, { machine }) => machineWriting(world, world.machines[machine] as Machine),
  machineTimeout: (world, { machine, since }, tell) =>
    machineTimeout(world, world.machines[machine] as Machine, since, tell),
  machineCleaning: (world, { machine, since }, tell) => cleanOn(world, world.machines[machine] as Machine, since, tell),
  machinePowered: (world, { machine }, tell) => machinePowered(world, world.machines[machine] as Machine, tell),
  panicReset,
  machineActive: (world, { machine }, tell) => machineActive(world, world.machines[machine] as Machine, tell),
  unitReady: (world, { unit }, tell) => unitReady(world, world.units[unit] as Unit, tell),
  healthCheck: (world, { unit }, tell) => healthCheck(world, world.units[unit] as Unit, tell),
  volumeAttached: (world, { volume }, tell) =>
    mountAgain(world, volumeAttached(world, world.volumes[volume] as Volume, tell), tell),
  volumeDetached: (world, { volume }, tell) =>
    mountAgain(world, volumeDetached(world, world.volumes[volume] as Volume, tell), tell),
  heartbeat: (world, due) => heartbeat(world, due),
  nodeMonitor: (world, { node }, tell) => noticeNode(world, world.nodes[node] as Node, tell),
  migrated: (world, { server }, tell) => migrated(world, world.servers[server] as Server, tell),
  volumeCopied: (world, { volume }, tell) => volumeCopied(world, world.volumes[volume] as Volume, tell),
  restored: (world, { volume }, tell) =>
    mountAgain(world, restored(world, world.volumes[volume] as Volume, tell), tell),
  backup: (world, { volume }, tell) => backUp(world, world.volumes[volume] as Volume, tell),
  drilled: (world, { volume, snapshot, began }, tell) =>
    drilled(world, world.volumes[volume] as Volume, world.snapshots[snapshot] as Snapshot, began, tell),
  computeServiceDown: (world, { hypervisor }, tell) =>
    noticeComputeService(world, world.hypervisors[hypervisor] as Hypervisor, tell),
  cloudNode: (world, { node }, tell) => deleteNode(world, world.nodes[node] as Node, tell),
  podGc: (world, { node }, tell) => collectPods(world, world.nodes[node] as Node, tell),
  taintNode: (world, { zone }) => taintNext(world, world.work.zones[zone] as Zone),
  evictNode: (world, { node }, tell) => evictNode(world, world.nodes[node] as Node, tell),
  tolerationOver: (world, due, tell) => tolerationOver(world, due, tell),
  drain: (world, { node }, tell) => drainAgain(world, world.nodes[node] as Node, tell),
  forceDetach: (world, { volume, node }, tell) =>
    forceDetach(world, world.volumes[volume] as Volume, world.nodes[node] as Node, tell),
  autoscale: (world, { autoscaler }, tell) => autoscale(world, world.autoscalers[autoscaler] as Autoscaler, tell),
  jobPodDone: (world, { pod }, tell) => jobPodDone(world, world.pods[pod] as Pod, tell),
  jobSync: (world, { job }) => jobSync(world, world.jobs[job] as Job),
  cronJobSync: (world, { cronJob }, tell) => syncCronJob(world, world.cronJobs[cronJob] as CronJob, tell),
  cronDone: (world, { unit, at, since }) => cronDone(world, unit, at, since),
  clusterAutoscale: (world, _, tell) => clusterAutoscale(world, tell),
  removeNode: (world, { node }, tell) => emptyNode(world, world.nodes[node] as Node, tell),
  ...PLANE_WAKERS,
}

/** None where it is not the simulation's. */
const wakerOf = ({ what }: Due) => (WAKERS as Readonly<Record<string, Waker<ClusterDue['what']> | undefined>>)[what]
