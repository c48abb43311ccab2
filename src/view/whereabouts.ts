/** In which lane something is, for whoever only hears of it. */

import type { Lane, Target } from '../model/command'
import type { HostRef, Id, Ref } from '../model/refs'
import { OPERATOR } from '../model/tenant'
import type { Seen, World } from '../model/world'
import { laneOfCluster } from '../rules/lanes'
import type { Run } from '../rules/run'
import { riderNamed } from '../rules/verbs'
import { clusterOf } from '../sim/control-plane/working'
import { laneOfPlate } from './aim'

type Place = (run: Seen<Run>, id: Id) => Lane | undefined

/** Undefined of what is in none: a rider that has not been routed. */
export const laneOf = (run: Seen<Run>, { kind, id }: Ref): Lane | undefined => PLACES[kind](run, id)

/** Of what a command aims at. */
export function laneAimed(run: Seen<Run>, target: Target): Lane | undefined {
  const [kind, name] = target.split('/')
  if (kind === 'rider' || kind === 'volume') return riderNamed(run, `rider/${name}`)?.lane
  return laneOfPlate(run, target)
}

const clusterAs =
  (cluster: (world: Seen<World>, id: Id) => Id | undefined): Place =>
  ({ world }, id) =>
    laneOfCluster(cluster(world, id) ?? OPERATOR)
const ofOwner = clusterAs((world, id) => world.deployments[id]?.cluster)
const boxes: Place = () => 'boxes'
const ofWorkload: Place = (run, id) => run.play.riders.find(({ workload }) => workload === id)?.lane
const underUnit = (on: HostRef | undefined): Lane | undefined => on && (on.kind === 'server' ? 'boxes' : 'slab')

/** A node is its cluster's, whatever it stands on. */
const PLACES: Readonly<Record<Ref['kind'], Place>> = {
  machine: (run, id) => laneOfPlate(run, `machine/${run.world.machines[id]?.name}`),
  hypervisor: boxes,
  server: boxes,
  stack: boxes,
  node: clusterAs(({ nodes }, id) => nodes[id]?.cluster),
  deployment: ofOwner,
  replicaset: clusterAs(({ replicaSets, deployments }, id) => deployments[replicaSets[id]?.deployment ?? -1]?.cluster),
  pod: clusterAs((world, id) => clusterOf(world, world.pods[id]?.workload ?? -1)),
  horizontalpodautoscaler: clusterAs((world, id) => clusterOf(world, world.autoscalers[id]?.workload ?? -1)),
  job: clusterAs((world, id) => clusterOf(world, world.jobs[id]?.workload ?? -1)),
  cronjob: clusterAs((world, id) => clusterOf(world, world.cronJobs[id]?.workload ?? -1)),
  unit: (run, id) => underUnit(run.world.units[id]?.on),
  'control-plane': (_, id) => laneOfCluster(id),
  volume: (run, id) => ofWorkload(run, run.world.volumes[id]?.workload ?? -1),
  workload: ofWorkload,
}
