/** In which lane something is, for whoever only hears of it. */

import type { Lane, Target } from '../model/command'
import type { HostRef, Id, Ref } from '../model/refs'
import type { Seen } from '../model/world'
import type { Run } from '../rules/run'
import { riderNamed } from '../rules/verbs'
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

const bowl: Place = () => 'bowl'
const boxes: Place = () => 'boxes'
const ofWorkload: Place = (run, id) => run.play.riders.find(({ workload }) => workload === id)?.lane
const underUnit = (on: HostRef | undefined): Lane | undefined => on && (on.kind === 'server' ? 'boxes' : 'slab')

/** A node is the bowl's, whatever it stands on. */
const PLACES: Readonly<Record<Ref['kind'], Place>> = {
  machine: (run, id) => laneOfPlate(run, `machine/${run.world.machines[id]?.name}`),
  hypervisor: boxes,
  server: boxes,
  stack: boxes,
  node: bowl,
  deployment: bowl,
  replicaset: bowl,
  pod: bowl,
  horizontalpodautoscaler: bowl,
  job: bowl,
  cronjob: bowl,
  unit: (run, id) => underUnit(run.world.units[id]?.on),
  'control-plane': bowl,
  volume: (run, id) => ofWorkload(run, run.world.volumes[id]?.workload ?? -1),
  workload: ofWorkload,
}
