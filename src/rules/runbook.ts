/**
 * The real command that each of the game's commands stands for.
 *
 * What is printed can be typed: kubectl, openstack, openstack baremetal, systemctl.
 * Addresses are from the range that is set aside for documentation (RFC 5737).
 */

import type { Command } from '../model/command'
import type { Seen } from '../model/world'
import { hungIn, unitsIn } from './carriers'
import { provisionLine } from './provision-line'
import type { Run } from './run'
import { isTrick, partsOf } from './tricks'
import { trickOn } from './tricks-on'
import { riderNamed } from './verbs'

export function commandLine(run: Seen<Run>, command: Command): string {
  const { verb, target } = command
  const [kind, name] = partsOf(target)
  if (verb === 'HOLD') return ''
  if (isTrick(verb)) return trickOn(run, target)?.[verb].line() ?? ''
  if (kind !== 'rider') return ''
  if (verb === 'ROUTE') return `${clearing(run, target, name)}${routeLine(run, command, name)}`
  const lane = riderNamed(run, target)?.lane
  return lane ? memberLine(run, name, lane) : ''
}

/** Who hangs without a place is taken away first. */
function clearing({ world, play }: Seen<Run>, target: string, name: string): string {
  const rider = play.riders.find(each => `rider/${world.workloads[each.workload]?.spec.name}` === target)
  const workload = world.workloads[rider?.workload ?? -1]
  if (!rider?.lane || !workload || !hungIn(world, workload, rider.lane)) return ''
  return rider.lane === 'bowl' ? `kubectl delete -f ${name}.yaml && ` : `openstack server delete ${name} && `
}

function routeLine(run: Seen<Run>, { lane, plate }: Command, name: string): string {
  const host = plate?.slice(plate.indexOf('/') + 1)
  if (lane === 'bowl') return `kubectl apply -f ${name}.yaml${host ? `  # nodeSelector: ${host}` : ''}`
  const workload = run.world.workloads.find(each => each.spec.name === name)
  if (lane === 'slab') return workload ? provisionLine(run, workload, host) : ''
  const zone = host ? ` --availability-zone nova:${host}` : ''
  const count = (workload?.spec.replicas ?? 1) > 1 ? ` --max ${workload?.spec.replicas}` : ''
  return `openstack server create --flavor ${workload?.spec.flavor} --image ${workload?.spec.image}${zone}${count} ${name}`
}

const DOCUMENTATION_NET = '192.0.2.'

function memberLine(run: Seen<Run>, name: string, lane: 'bowl' | 'boxes' | 'slab'): string {
  const workload = run.world.workloads.find(each => each.spec.name === name)
  const unit = workload ? unitsIn(run.world, workload, lane)[0] : undefined
  return unit
    ? `openstack loadbalancer member create --address ${DOCUMENTATION_NET}${10 + unit.id} --protocol-port 443 ${name}`
    : ''
}
