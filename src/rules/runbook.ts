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
import type { Tick } from '../model/units'
import { NONE, type Seen, type Workload } from '../model/world'
import { BY_HEALTH_CHECK, memberCommand } from '../sim/systemd'
import { hungIn, servingIn, unitsIn } from './carriers'
import { bootLine, inTurn, provisionLine } from './lines'
import type { Given, Refusal } from './play'
import { NEVER } from './play'
import type { Run } from './run'
import { isTrick } from './tricks'
import { trickOn } from './tricks-on'
import { riderNamed } from './verbs'

export function commandLine(run: Seen<Run>, command: Command): string {
  const { verb, target } = command
  if (isTrick(verb)) return trickOn(run, target)?.[verb].line() ?? ''
  const rider = riderNamed(run, target)
  const workload = run.world.workloads[rider?.workload ?? -1]
  if (!workload) return ''
  if (verb === 'HOLD') return rider && rider.landedAt !== NEVER ? gateLine(workload) : ''
  if (verb === 'ROUTE') return inTurn(clearing(run, workload, rider?.lane), routeLine(run, command, workload))
  return rider?.lane ? landLine(run, workload, rider.lane, rider.from) : ''
}

/** A command of the run, and what became of it. */
export interface Step {
  readonly tick: Tick
  /** In the game's words. */
  readonly asked: string
  /** The real command; empty where there is none. */
  readonly line: string
  readonly state: Given['state']
  readonly refusal: Refusal | undefined
}

/** Every command of the run, by hand or by the health check, in the order in which they were carried out or refused. */
export function stepsOf({ play }: Seen<Run>): readonly Step[] {
  const given = play.given.map(each => ({ ...stepOf(each), after: each.after }))
  const checked = play.told
    .filter(({ note }) => note.endsWith(BY_HEALTH_CHECK))
    .map(({ note, id, tick }) => ({ ...checkedAt(tick, note), after: id }))
  return [...given, ...checked].sort((a, b) => a.after - b.after).map(({ after, ...step }) => step)
}

const stepOf = ({ tick, doneAt, command: { verb, target }, line, state, refusal }: Seen<Given>): Step => ({
  tick: state === 'done' ? doneAt : tick,
  asked: `${verb} ${target}`,
  line,
  state,
  refusal,
})

const checkedAt = (tick: Tick, line: string): Step => ({ tick, asked: 'LAND', line, state: 'done', refusal: undefined })

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
  return inTurn(...names.map(host => `ssh ${host} sudo systemctl disable --now ${name}`))
}

function routeLine(run: Seen<Run>, { lane, plate }: Command, workload: Seen<Workload>): string {
  const { name, replicas } = workload.spec
  const host = plate?.slice(plate.indexOf('/') + 1)
  if (lane === 'bowl') return `kubectl apply -f ${name}.yaml${host ? `  # nodeSelector: ${host}` : ''}`
  if (lane === 'slab') return provisionLine(run, workload, host)
  const zone = host ? ` --availability-zone nova:${host}` : ''
  const count = replicas > 1 ? ` --max ${replicas}` : ''
  return `${bootLine(workload)}${zone}${count} ${name}`
}

/** The gate is the balancer's: so many requests at a time, or as many as come. */
function gateLine({ spec, shedBy, traffic }: Seen<Workload>): string {
  const limit = shedBy === NONE ? Math.ceil((traffic.perSecond * spec.serviceMs * 2) / 3_000) : -1
  return `openstack loadbalancer listener set --connection-limit ${limit} ${spec.name}`
}

/** Every unit that is not in the pool yet joins it; then the place it comes from goes. */
function landLine({ world }: Seen<Run>, workload: Seen<Workload>, lane: Lane, from: Lane | undefined): string {
  const joining = unitsIn(world, workload, lane).filter(unit => !unit.inService)
  if (joining.length === 0) return ''
  const members = joining.map(unit => memberCommand(unit, workload.spec.name))
  return inTurn(...members, from ? takeDownLine(world, workload, from) : '')
}
