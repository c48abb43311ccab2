/**
 * Named lines of the stacks: Kubernetes on OpenStack, and OpenStack on Kubernetes.
 *
 * 50-50 GRIND: on the rail the load of a workload rose by half or more, by its timetable;
 * what it needed was ordered before it had risen, next to nothing was lost, and its pool
 * still has headroom. SWITCH 50-50: a service of the cloud that runs as pods was kept up
 * by a move that was needed, and the cloud answers.
 */

import type { Seen, Workload } from '../model/world'
import { refusesCloud } from '../sim/cloud/cloud-api'
import { clusterOf } from '../sim/control-plane/working'
import { balanceOf, headroomOf } from './headroom'
import { counts } from './impact'
import { lostSoFar } from './meters'
import type { Given, Rider } from './play'
import type { Run } from './run'
import { partsOf } from './tricks'

export const grind = (run: Seen<Run>): boolean => run.play.riders.some(rider => hasGround(run, rider))

function hasGround(run: Seen<Run>, { workload: id, lane }: Seen<Rider>): boolean {
  const workload = run.world.workloads[id]
  if (!workload || lane !== 'rail' || counts(run, lostSoFar(run, id) + 1)) return false
  const rose = riseOf(workload)
  if (rose === undefined || run.world.tick < workload.due + rose) return false
  return (
    orderedBy(run, workload, workload.due + rose) &&
    balanceOf(headroomOf(run.world, clusterOf(run.world, id))) !== 'low'
  )
}

/** From the least before it to there it is half as much again or more; counted from when its users came. */
function riseOf({ spec: { demand } }: Seen<Workload>): number | undefined {
  let least = Infinity
  for (const { at, perSecond } of demand) {
    if (least < Infinity && perSecond * 2 >= least * 3 && perSecond > 0) return at
    least = Math.min(least, perSecond)
  }
  return undefined
}

/** More pods of it, or one more node, before that. */
const orderedBy = ({ play, world }: Seen<Run>, { id, spec }: Seen<Workload>, before: number): boolean =>
  play.given.some(({ state, doneAt, command: { verb, target } }) => {
    if (state !== 'done' || verb !== 'SCALE' || doneAt > before) return false
    const [kind, name] = partsOf(target)
    if (kind === 'rider') return name === spec.name
    return kind === 'node' && world.nodes.some(node => node.name === name && node.cluster === clusterOf(world, id))
  })

/** It was aimed at a service of the cloud. */
export const switched = (run: Seen<Run>, credited: readonly Seen<Given>[]): boolean =>
  refusesCloud(run.world) === undefined && credited.some(({ command }) => isService(run, command.target))

const isService = ({ world }: Seen<Run>, target: string): boolean =>
  world.cloudServices.some(id => target === `rider/${world.workloads[id]?.spec.name}`)
