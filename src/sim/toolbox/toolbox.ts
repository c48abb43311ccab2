/**
 * How a host becomes a node, by the tool that the cluster was made with
 * (`tool-upgrade.ts` has how it upgrades the cluster).
 *
 * kubeadm, Heat's and Juju's agents work on each host by itself. Kargo is Ansible: one
 * playbook at a time, over all hosts that are ready when it starts; they join together
 * when it ends, after what was measured for so many; whoever comes meanwhile waits for
 * the next. A host that does not answer when the playbook ends has fallen out of it,
 * and the others are not held up.
 *
 * Simpler than the real thing: a playbook that adds hosts takes as long as one that
 * makes a cluster of so many, for only that was measured.
 */

import { ASSUMPTIONS } from '../../model/assumptions'
import type { Machine } from '../../model/baremetal'
import { constantsOf } from '../../model/constants'
import type { Cause } from '../../model/happening'
import type { Node } from '../../model/kubernetes'
import type { Server } from '../../model/openstack'
import type { HostRef } from '../../model/refs'
import type { Tool, Toolbox, Traits } from '../../model/toolbox'
import type { Era, Seconds } from '../../model/units'
import { NONE, type Seen, type World } from '../../model/world'
import { raiseNode, raiseServerNode } from '../control-plane/roles'
import { between } from '../measured'
import { byScenario, type Telling } from '../telling'
import { wakeAt } from '../wake'

export const aToolbox = (tool: Tool): Toolbox => ({
  tool,
  adopts: undefined,
  waiting: [],
  playbook: { hosts: [], endsAt: NONE, cause: byScenario(tool) },
  upgrade: { todo: [], batch: [], cause: byScenario(tool) },
})

export const traitsOf = (tool: Tool, era: Era): Traits => constantsOf(era).tools[tool]

/** A machine is active, or a guest has booted, that is to be a node. */
export function becomesNode(world: World, host: HostRef, tell: Telling, cause: Cause): void {
  const { toolbox } = world
  if (toolbox?.tool === 'kargo') {
    toolbox.waiting.push(host)
    return startPlaybook(world, toolbox, tell, cause)
  }
  const takes = toolbox || host.kind === 'server' ? ASSUMPTIONS.nodeJoins : 0
  if (takes === 0) joins(world, host, tell)
  else wakeAt(world.wake, world.tick + takes, { what: 'hostJoins', host })
}

export function joins(world: World, host: HostRef, tell: Telling): void {
  if (!canJoin(world, host)) return
  const node = nodeFor(world, host)
  const note = `Node ${node.name} event: Registered Node ${node.name} in Controller`
  node.cause = tell.normal('RegisteredNode', 'node', node.id, note, node.cause)
  world.work.roomMade = true
}

function canJoin({ machines, servers }: World, { kind, id }: HostRef): boolean {
  if (kind === 'machine') return machines[id]?.up === true && machines[id]?.node === NONE
  const server = servers[id]
  return server?.booted === true && server.status === 'ACTIVE' && server.node === NONE
}

function nodeFor(world: World, { kind, id }: HostRef): Node {
  if (kind === 'machine') raiseNode(world, world.machines[id] as Machine, [])
  else raiseServerNode(world, world.servers[id] as Server, [])
  return world.nodes.at(-1) as Node
}

function startPlaybook(world: World, { waiting, playbook }: Toolbox, tell: Telling, cause: Cause): void {
  if (playbook.endsAt !== NONE || waiting.length === 0) return
  playbook.hosts = waiting.splice(0)
  playbook.endsAt = world.tick + playbookTakes(world.era, playbook.hosts.length)
  const names = playbook.hosts.map(host => hostName(world, host)).join(',')
  const note = `ansible-playbook scale.yml --limit=${names}`
  const [first] = playbook.hosts as [HostRef]
  playbook.cause = tell.normal('PlaybookStarted', first.kind, first.id, note, cause)
  wakeAt(world.wake, playbook.endsAt, { what: 'playbookEnds' })
}

/** Of so many hosts, as Kargo's runs were measured; between two of them, and beyond, in a straight line. */
export const playbookTakes = (era: Era, hosts: number): Seconds => between(constantsOf(era).kargoRun, hosts)

export function playbookEnds(world: World, tell: Telling): void {
  const { toolbox } = world
  if (!toolbox) return
  const { playbook } = toolbox
  const lost = playbook.hosts.filter(host => !canJoin(world, host))
  for (const host of lost) tellUnreachable(world, host, tell, playbook.cause)
  for (const host of playbook.hosts) joins(world, host, tell)
  const note = `PLAY RECAP: ok=${playbook.hosts.length - lost.length} unreachable=${lost.length}`
  const [first] = playbook.hosts as [HostRef]
  const ended = tell.normal('PlaybookEnded', first.kind, first.id, note, playbook.cause)
  playbook.endsAt = NONE
  startPlaybook(world, toolbox, tell, ended)
}

function tellUnreachable(world: World, host: HostRef, tell: Telling, cause: Cause): void {
  const note = `fatal: [${hostName(world, host)}]: UNREACHABLE! => {"msg": "Failed to connect to the host via ssh"}`
  tell.warning('HostUnreachable', host.kind, host.id, note, cause)
}

const hostName = ({ machines, servers }: World, { kind, id }: HostRef) =>
  (kind === 'machine' ? machines : servers)[id]?.name ?? ''

/** Why this tool sets up no further member of the control plane; undefined if it does. */
export function refusesMember({ toolbox, era }: Pick<Seen<World>, 'toolbox' | 'era'>): string | undefined {
  if (!toolbox || traitsOf(toolbox.tool, era).members === 'several') return undefined
  return ONE_MEMBER[toolbox.tool]
}

const ONE_MEMBER: Readonly<Partial<Record<Tool, string>>> = {
  heat: 'ERROR: The Parameter (number_of_masters) was not defined in template.',
  kubeadm: 'Error: unknown flag: --control-plane',
}

/** What the tool is about with a host that is to be a node. */
export function toolLines({ toolbox, tick }: Seen<World>, { kind, id }: HostRef): readonly string[] {
  const isIt = (host: HostRef) => host.kind === kind && host.id === id
  if (toolbox?.waiting.some(isIt)) return ['waits for the next run of ansible-playbook scale.yml']
  if (!toolbox || toolbox.playbook.endsAt < tick || !toolbox.playbook.hosts.some(isIt)) return []
  return [`ansible-playbook scale.yml: ${toolbox.playbook.endsAt - tick} s left`]
}
