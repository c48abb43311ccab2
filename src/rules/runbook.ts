/**
 * The real command that each of the game's commands stands for.
 *
 * What is printed can be typed: kubectl, openstack, openstack baremetal, systemctl.
 * Addresses are from the range that is set aside for documentation (RFC 5737).
 */

import type { Command } from '../model/command'
import { NOTHING } from '../model/resources'
import type { Seen, Workload } from '../model/world'
import { podsOf } from '../sim/backends'
import { bestMachine } from '../sim/ironic'
import { podName } from '../sim/names'
import { serverName } from '../sim/orders'
import { hungIn, unitsIn } from './carriers'
import type { Run } from './run'
import { riderNamed } from './verbs'

export function commandLine(run: Seen<Run>, command: Command): string {
  const [kind, name] = command.target.split('/') as [string, string]
  if (command.verb === 'HOLD') return ''
  if (kind === 'machine' && command.verb === 'SCALE') return `openstack baremetal node deploy ${name}`
  if (kind !== 'rider') return ''
  if (command.verb === 'ROUTE') return `${clearing(run, command.target, name)}${routeLine(run, command, name)}`
  return riderLine(run, command, name)
}

/** Who hangs without a place is taken away first. */
function clearing({ world, play }: Seen<Run>, target: string, name: string): string {
  const rider = play.riders.find(each => `rider/${world.workloads[each.workload]?.spec.name}` === target)
  const workload = world.workloads[rider?.workload ?? -1]
  if (!rider?.lane || !workload || !hungIn(world, workload, rider.lane)) return ''
  return rider.lane === 'bowl' ? `kubectl delete -f ${name}.yaml && ` : `openstack server delete ${name} && `
}

function routeLine(run: Seen<Run>, { lane, plate, target }: Command, name: string): string {
  const host = plate?.slice(plate.indexOf('/') + 1)
  if (lane === 'bowl') return `kubectl apply -f ${name}.yaml${host ? `  # nodeSelector: ${host}` : ''}`
  if (lane === 'slab') return slabLine(run, target, name, host)
  const workload = run.world.workloads.find(each => each.spec.name === name)
  const zone = host ? ` --availability-zone nova:${host}` : ''
  const count = (workload?.spec.replicas ?? 1) > 1 ? ` --max ${workload?.spec.replicas}` : ''
  return `openstack server create --flavor ${workload?.spec.flavor} --image ${workload?.spec.image}${zone}${count} ${name}`
}

/** A machine that is deployed already only needs its unit started. */
function slabLine(run: Seen<Run>, target: string, name: string, only: string | undefined): string {
  const rider = riderNamed(run, target)
  const wants = run.world.workloads[rider?.workload ?? -1]?.spec.requests ?? NOTHING
  const machine = bestMachine(run.world, wants, only)
  if (!machine || machine.state === 'available')
    return `openstack baremetal node deploy ${machine?.name ?? only ?? name}`
  return `ssh ${machine.name} sudo systemctl enable --now ${name}`
}

function riderLine(run: Seen<Run>, { verb, target }: Command, name: string): string {
  const rider = riderNamed(run, target)
  const lane = rider?.lane
  const workload = run.world.workloads[rider?.workload ?? -1]
  if (!workload || !lane) return ''
  if (verb === 'LAND') return memberLine(run, name, lane)
  if (verb === 'MOVE' && lane === 'bowl') return evictLine(run, workload)
  if (verb !== 'SCALE') return ''
  if (lane === 'slab') return slabLine(run, target, name, undefined)
  if (lane === 'boxes')
    return `openstack server create --flavor ${workload.spec.flavor} --image ${workload.spec.image} ${serverName(workload, workload.units.length)}`
  const replicas = run.world.deployments[workload.deployment]?.replicas ?? 0
  return `kubectl scale deployment/${name} --replicas=${replicas + 1}`
}

function evictLine({ world }: Seen<Run>, workload: Seen<Workload>): string {
  const pod = podsOf(world, workload).find(each => each.node >= 0)
  return pod ? `kubectl delete pod ${podName(world, pod)}` : ''
}

const DOCUMENTATION_NET = '192.0.2.'

function memberLine(run: Seen<Run>, name: string, lane: 'bowl' | 'boxes' | 'slab'): string {
  const workload = run.world.workloads.find(each => each.spec.name === name)
  const unit = workload ? unitsIn(run.world, workload, lane)[0] : undefined
  return unit
    ? `openstack loadbalancer member create --address ${DOCUMENTATION_NET}${10 + unit.id} --protocol-port 443 ${name}`
    : ''
}
