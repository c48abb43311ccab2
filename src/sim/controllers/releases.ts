/**
 * A release: a workload's tenant ships another version of it, wherever it runs.
 *
 * In the bowl its pipeline sets another pod template, and what follows is a rollout. On
 * servers the processes are replaced one by one behind their balancer, each taken out of
 * the pool before and put back when it is ready (as a playbook with `serial: 1` does, which
 * stops at the first host that fails). On a machine that a workload has for itself the
 * process is stopped and started again, and nobody answers meanwhile. What is made later is
 * of the new version from the start.
 *
 * Simpler than the real thing: a new version is there at once on servers and machines (no
 * download), and one whose process exits by itself there is not started again.
 */

import type { Cause } from '../../model/happening'
import type { PodTemplate } from '../../model/rollout'
import type { Unit } from '../../model/systemd'
import { NONE, type Seen, type Workload, type World } from '../../model/world'
import { commit } from '../control-plane/etcd'
import { refusesRequest } from '../explain/kubectl-words'
import { startAgain, stopDead } from '../hosts/systemd'
import type { Telling } from '../telling'
import { changed } from './controllers'
import { sameTemplate } from './templates'

export function release(world: World, workload: Workload, template: PodTemplate, tell: Telling, cause: Cause): void {
  const note = `${workload.spec.name} is released as ${template.image}`
  const told = tell.normal('Released', 'workload', workload.id, note, cause)
  workload.template = template
  intoBowl(world, workload, template, tell, told)
  workload.deploying = true
  for (const id of workload.units) {
    const unit = world.units[id] as Unit
    if (unit.on.kind === 'machine' && unit.state !== 'deleted') deploy(world, unit, tell, told)
  }
  deployNext(world, workload, tell, told)
}

/** Where the API server does not answer, the pipeline fails, and the pods stay as they are. */
function intoBowl(world: World, workload: Workload, template: PodTemplate, tell: Telling, cause: Cause): void {
  const deployment = world.deployments[workload.deployment]
  if (!deployment || deployment.deleted || sameTemplate(deployment.template, template)) return
  const why = refusesRequest(world, deployment.cluster)
  if (why) return void tell.warning('ReleaseFailed', 'workload', workload.id, why, cause)
  commit(world, deployment.cluster)
  deployment.template = template
  changed(world, deployment, tell, cause)
}

/** The next server, once the one before is ready. */
export function deployNext(world: World, workload: Workload, tell: Telling, cause: Cause): void {
  if (!workload.deploying) return
  const units = workload.units.map(id => world.units[id] as Unit).filter(isOnServer)
  if (units.some(unit => isCurrent(workload, unit) && !unit.ready)) return
  const next = units.find(unit => !isCurrent(workload, unit) && unit.ready)
  if (!next) {
    workload.deploying = units.some(unit => !isCurrent(workload, unit))
    return
  }
  next.returns = next.inService
  next.inService = false
  deploy(world, next, tell, cause)
}

const isOnServer = ({ on, state }: Unit) => on.kind === 'server' && state !== 'deleted'

const isCurrent = ({ template }: Seen<Workload>, unit: Seen<Unit>): boolean => sameTemplate(unit.template, template)

function deploy(world: World, unit: Unit, tell: Telling, cause: Cause): void {
  const { template } = world.workloads[unit.workload] as Workload
  unit.template = template
  if (unit.state === 'waiting') return
  stopDead(world, unit, cause)
  unit.failedAt = unit.inService ? world.tick : NONE
  startAgain(world, unit, tell, cause)
}
