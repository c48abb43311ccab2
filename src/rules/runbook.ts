/**
 * The real command that each of the game's commands stands for.
 *
 * What is printed can be typed, in this order: kubectl, openstack, openstack baremetal,
 * systemctl. On metal Ironic stands alone, as in the simulation: a machine is given an
 * image, then deployed, then its unit is started over ssh; a server's image starts the
 * unit by itself. Images, balancer pools and `web.yaml` are there already, under the
 * workload's name. Addresses are from the range that is set aside for documentation
 * (RFC 5737), names from .example (RFC 2606).
 */

import type { Command, Lane } from '../model/command'
import type { Machine, Seen, Workload } from '../model/world'
import { podsOf } from '../sim/backends'
import { bestMachine } from '../sim/ironic'
import { podName } from '../sim/names'
import { serverName } from '../sim/orders'
import { BY_HEALTH_CHECK, memberCommand } from '../sim/systemd'
import { hungIn, servingIn, unitsIn } from './carriers'
import type { Run } from './run'
import { riderNamed } from './verbs'

export function commandLine(run: Seen<Run>, command: Command): string {
  const [kind, name] = command.target.split('/') as [string, string]
  if (command.verb === 'HOLD') return ''
  if (kind === 'machine' && command.verb === 'SCALE') return deployLine(name)
  if (kind !== 'rider') return ''
  const rider = riderNamed(run, command.target)
  const workload = run.world.workloads[rider?.workload ?? -1]
  if (!workload) return ''
  if (command.verb === 'ROUTE') return then(clearing(run, workload, rider?.lane), routeLine(run, command, workload))
  return rider?.lane ? riderLine(run, command, workload, rider.lane, rider.from) : ''
}

/** Every command of the run that was done, by hand or by the health check, in order. */
export function runbookOf({ play }: Seen<Run>): readonly string[] {
  const given = play.given
    .filter(({ state, line }) => state === 'done' && line !== '')
    .map(({ line, after }) => ({ line, after }))
  const checked = play.told
    .filter(({ note }) => note.endsWith(BY_HEALTH_CHECK))
    .map(({ note, id }) => ({ line: note, after: id }))
  return [...given, ...checked].sort((a, b) => a.after - b.after).map(({ line }) => line)
}

const then = (...lines: readonly string[]) => lines.filter(line => line !== '').join(' && ')

/** Who hangs, or serves nobody where it is, is taken away first. */
function clearing({ world }: Seen<Run>, workload: Seen<Workload>, lane: Lane | undefined): string {
  if (!lane || (!hungIn(world, workload, lane) && servingIn(world, workload, lane) > 0)) return ''
  return takeDownLine(world, workload, lane)
}

function takeDownLine(world: Seen<Run>['world'], workload: Seen<Workload>, lane: Lane): string {
  const { name } = workload.spec
  if (lane === 'bowl') return `kubectl delete -f ${name}.yaml`
  const hosts = unitsIn(world, workload, lane).map(({ on }) => world[lane === 'boxes' ? 'servers' : 'machines'][on.id])
  const names = hosts.map(host => host?.name ?? '')
  if (names.length === 0) return ''
  if (lane === 'boxes') return `openstack server delete ${names.join(' ')}`
  return then(...names.map(host => `ssh ${host} sudo systemctl disable --now ${name}`))
}

function routeLine(run: Seen<Run>, { lane, plate }: Command, workload: Seen<Workload>): string {
  const { name, replicas } = workload.spec
  const host = plate?.slice(plate.indexOf('/') + 1)
  if (lane === 'bowl') return `kubectl apply -f ${name}.yaml${host ? `  # nodeSelector: ${host}` : ''}`
  if (lane === 'slab') return slabLine(run, workload, host)
  const zone = host ? ` --availability-zone nova:${host}` : ''
  const count = replicas > 1 ? ` --max ${replicas}` : ''
  return `${bootLine(workload)}${zone}${count} ${name}`
}

const bootLine = ({ spec }: Seen<Workload>) => `openstack server create --flavor ${spec.flavor} --image ${spec.image}`

const IMAGE = 'http://images.example/server.qcow2'

/** Ironic deploys nothing that has no image. */
const deployLine = (machine: string) =>
  `openstack baremetal node set ${machine} --instance-info image_source=${IMAGE} --instance-info image_checksum=${IMAGE}.sha256 && openstack baremetal node deploy ${machine}`

/** A machine that is deployed already only needs its unit started; one under way is waited for. */
function slabLine({ world }: Seen<Run>, { spec }: Seen<Workload>, only: string | undefined): string {
  const machine = bestMachine(world, spec.requests, only)
  const name = machine?.name ?? only ?? spec.name
  return then(...untilActive(name, machine), `ssh ${name} sudo systemctl enable --now ${spec.name}`)
}

function untilActive(name: string, machine: Seen<Machine> | undefined): readonly string[] {
  if (machine?.state === 'active') return []
  if (!machine || machine.state === 'available') return [`${deployLine(name)} --wait`]
  return [
    `until openstack baremetal node show ${name} -f value -c provision_state | grep -qx active; do sleep 10; done`,
  ]
}

function riderLine(
  run: Seen<Run>,
  { verb }: Command,
  workload: Seen<Workload>,
  lane: Lane,
  from: Lane | undefined,
): string {
  if (verb === 'LAND') return landLine(run, workload, lane, from)
  if (verb === 'MOVE' && lane === 'bowl') return evictLine(run, workload)
  return verb === 'SCALE' ? scaleLine(run, workload, lane) : ''
}

function scaleLine(run: Seen<Run>, workload: Seen<Workload>, lane: Lane): string {
  if (lane === 'slab') return slabLine(run, workload, undefined)
  if (lane === 'boxes') return `${bootLine(workload)} ${serverName(workload, workload.units.length)}`
  const replicas = run.world.deployments[workload.deployment]?.replicas ?? 0
  return `kubectl scale deployment/${workload.spec.name} --replicas=${replicas + 1}`
}

function evictLine({ world }: Seen<Run>, workload: Seen<Workload>): string {
  const pod = podsOf(world, workload).find(each => each.node >= 0)
  return pod ? `kubectl delete pod ${podName(world, pod)}` : ''
}

/** Every unit that is not in the pool yet joins it; then the place it comes from goes. */
function landLine({ world }: Seen<Run>, workload: Seen<Workload>, lane: Lane, from: Lane | undefined): string {
  const joining = unitsIn(world, workload, lane).filter(unit => !unit.inService)
  if (joining.length === 0) return ''
  const members = joining.map(unit => memberCommand(unit, workload.spec.name))
  return then(...members, from ? takeDownLine(world, workload, from) : '')
}
