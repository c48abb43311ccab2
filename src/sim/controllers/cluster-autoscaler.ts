/**
 * The cluster autoscaler: a node more where pods find none, a node less where it would
 * not be missed (`scale-down.ts`).
 *
 * After static_autoscaler.go and its scale-up orchestrator: every scan it takes the pods
 * that the scheduler has given up on, leaves out those that would fit on what is there or
 * under way, and asks of each group whether a new node like its others would take one. Of
 * several groups that which would waste least grows (2017: any), by as many nodes as the
 * pods fill. It only ever asks; the lead time is the cloud's. It speaks to the API server
 * and does nothing while nothing can be written there.
 *
 * Simpler than the real thing: it always runs itself, and its status ConfigMap's events
 * are told of the control plane.
 */

import { constantsOf } from '../../model/constants'
import type { Cause } from '../../model/happening'
import type { Node, Pod } from '../../model/kubernetes'
import type { ClusterAutoscaler, NodeGroup } from '../../model/node-group'
import type { Id } from '../../model/refs'
import { OPERATOR } from '../../model/tenant'
import type { Seen, World } from '../../model/world'
import { NONE } from '../../model/world'
import { roll } from '../chance'
import { acts } from '../control-plane/working'
import { copyOf, fitIn, nodesFor, whyNot } from '../scheduling/simulated-placing'
import type { Telling } from '../telling'
import { wakeAt } from '../wake'
import { giveBack, grow, isUpcoming, sizeOf, templateOfGroup, templateOfMember } from './node-groups'
import { scaleDown } from './scale-down'
import { ownerOf } from './templates'

export function clusterAutoscale(world: World, tell: Telling): void {
  const { clusterAutoscaler: autoscaler } = world
  if (!autoscaler) return
  wakeAt(world.wake, world.tick + constantsOf(world.era).nodeGroupScan, { what: 'clusterAutoscale' })
  if (!acts(world, 'writes') || autoscaler.removing !== NONE) return
  giveUpLate(world, autoscaler, tell)
  const pods = stranded(world, autoscaler)
  if (pods.length === 0 || !scaleUp(world, autoscaler, pods, tell)) scaleDown(world, autoscaler, tell)
}

/** Pods that the scheduler gave up on, and that would fit neither where there is a node nor where one comes. */
function stranded(world: World, { groups }: ClusterAutoscaler): readonly Pod[] {
  const given = world.work.pending.map(id => world.pods[id] as Pod).filter(pod => isItsOwn(world, pod))
  if (given.length === 0) return given
  const nodes = [...world.nodes.map(copyOf), ...groups.flatMap(group => upcoming(world, group))]
  return given.filter(pod => !fitIn(world, pod, nodes))
}

/** A tenant's pods are none of the operator's. */
const isItsOwn = (world: World, pod: Pod) => !pod.gone && pod.message !== '' && ownerOf(world, pod).cluster === OPERATOR

const upcoming = (world: World, group: NodeGroup): readonly Node[] =>
  group.members.flatMap((member, i) => {
    const node = isUpcoming(world, member) && templateOfMember(world, group, member, templateId(world, group.id, i))
    return node ? [node] : []
  })

/** Ids of nodes that are not there lie behind those of all that are. */
const templateId = (world: World, group: Id, i: number): Id => world.nodes.length + group * 1_000 + i

interface Option {
  readonly group: NodeGroup
  readonly pods: readonly Pod[]
  readonly nodes: number
  /** Of what the new nodes would have, in millionths. */
  readonly waste: number
}

/** True if at least one node was asked for. */
function scaleUp(world: World, autoscaler: ClusterAutoscaler, pods: readonly Pod[], tell: Telling): boolean {
  const options = autoscaler.groups.flatMap(group => optionOf(world, group, pods))
  const option = chosen(world, options)
  const asked = option ? execute(world, autoscaler, option, tell) : 0
  if (asked === 0) for (const pod of pods) tellNot(world, autoscaler, pod, tell)
  return asked > 0
}

function optionOf(world: World, group: NodeGroup, pods: readonly Pod[]): readonly Option[] {
  const template = templateOfGroup(world, group, templateId(world, group.id, 0))
  if (!template || skipped(world, group)) return []
  const helped = pods.filter(pod => whyNot(world, pod, template).length === 0)
  if (helped.length === 0) return []
  const nodes = nodesFor(world, helped, id => ({ ...copyOf(template), id: template.id + id }))
  return [{ group, pods: helped, nodes, waste: wasteOf(world, helped, template, nodes) }]
}

function wasteOf(world: World, pods: readonly Pod[], { allocatable }: Node, nodes: number): number {
  const asked = pods.map(({ workload }) => world.workloads[workload]?.spec.requests ?? { cpu: 0, memory: 0 })
  const left = (has: number, wants: number) =>
    Math.floor((1_000_000 * Math.max(0, has * nodes - wants)) / (has * nodes))
  const cpu = asked.reduce((sum, each) => sum + each.cpu, 0)
  const memory = asked.reduce((sum, each) => sum + each.memory, 0)
  return left(allocatable.cpu, cpu) + left(allocatable.memory, memory)
}

function chosen(world: World, options: readonly Option[]): Option | undefined {
  const least = Math.min(...options.map(({ waste }) => waste))
  const best = world.era === '2017' ? options : options.filter(({ waste }) => waste === least)
  return best.length < 2 ? best[0] : best[roll(world.seed, 'tie', { owner: world.tick, ordinal: -1 }, 0, best.length)]
}

function execute(world: World, autoscaler: ClusterAutoscaler, { group, pods, nodes }: Option, tell: Telling): number {
  const before = sizeOf(group)
  const wanted = Math.min(nodes, group.maxSize - before)
  const because = pods[0]?.cause ?? autoscaler.cause
  let refusal: string | undefined
  let asked = 0
  for (; asked < wanted && refusal === undefined; asked += refusal === undefined ? 1 : 0) {
    refusal = grow(world, group, tell, because)
  }
  if (asked > 0) tellScaledUp(world, autoscaler, group, pods, [before, before + asked], tell)
  if (refusal !== undefined) autoscaler.cause = backOff(world, group, refusal, tell, because)
  return asked
}

function tellScaledUp(
  world: World,
  autoscaler: ClusterAutoscaler,
  group: NodeGroup,
  pods: readonly Pod[],
  [from, to]: readonly [number, number],
  tell: Telling,
): void {
  autoscaler.lastScaleUp = world.tick
  const note = `Scale-up: group ${group.name} size set to ${to} instead of ${from} (max: ${group.maxSize})`
  autoscaler.cause = tell.normal('ScaledUpGroup', 'control-plane', 0, note, pods[0]?.cause ?? autoscaler.cause)
  for (const pod of pods) tellTriggered(world, autoscaler, pod, group, `${from}->${to}`, tell)
}

/** It failed: nothing is asked of this group for a while. */
function backOff(world: World, group: NodeGroup, why: string, tell: Telling, cause: Cause): Cause {
  const { least, most } = constantsOf(world.era).nodeGroupBackoff
  group.backoff = group.backoff === 0 ? least : Math.min(most, group.backoff * 2)
  group.backoffUntil = world.tick + group.backoff
  const note = `Scale-up failed for group ${group.name}: ${why}`
  return tell.warning('FailedToScaleUpGroup', 'control-plane', 0, note, cause)
}

function tellTriggered(
  world: World,
  autoscaler: ClusterAutoscaler,
  pod: Pod,
  { name, maxSize }: NodeGroup,
  sizes: string,
  tell: Telling,
): void {
  const [from, to] = sizes.split('->')
  const note =
    world.era === 'now'
      ? `pod triggered scale-up: [{${name} ${sizes} (max: ${maxSize})}]`
      : `pod triggered scale-up, group: ${name}, sizes (current/new): ${from}/${to}`
  remember(autoscaler, pod, note)
  tell.normal('TriggeredScaleUp', 'pod', pod.id, note, autoscaler.cause)
}

function tellNot(world: World, autoscaler: ClusterAutoscaler, pod: Pod, tell: Telling): void {
  const why = autoscaler.groups.map(group => skipped(world, group) ?? misfit(world, pod, group))
  const counted = [...new Set(why)].sort().map(reason => `${why.filter(each => each === reason).length} ${reason}`)
  const note =
    world.era === 'now'
      ? `pod didn't trigger scale-up: ${counted.join(', ')}`
      : "pod didn't trigger scale-up (it wouldn't fit if a new node is added)"
  if (autoscaler.told.some(told => told.pod === pod.id && told.note === note)) return
  remember(autoscaler, pod, note)
  tell.normal('NotTriggerScaleUp', 'pod', pod.id, note, pod.cause)
}

function remember(autoscaler: ClusterAutoscaler, { id }: Pod, note: string): void {
  autoscaler.told = [...autoscaler.told.filter(({ pod }) => pod !== id), { pod: id, note }]
}

function skipped(world: Seen<World>, group: Seen<NodeGroup>): string | undefined {
  if (group.backoffUntil > world.tick) return 'in backoff after failed scale-up'
  return sizeOf(group) >= group.maxSize ? 'max node group size reached' : undefined
}

function misfit(world: World, pod: Pod, group: NodeGroup): string {
  const template = templateOfGroup(world, group, templateId(world, group.id, 0))
  return (template && whyNot(world, pod, template).join(', ')) || 'not ready for scale-up'
}

/** Nodes that should have registered long ago are given back. */
function giveUpLate(world: World, autoscaler: ClusterAutoscaler, tell: Telling): void {
  const { nodeProvisionTime } = constantsOf(world.era)
  for (const group of autoscaler.groups) {
    const late = group.members.filter(each => isUpcoming(world, each) && each.askedAt + nodeProvisionTime < world.tick)
    if (late.length === 0) continue
    const note = `Nodes added to group ${group.name} failed to register within ${nodeProvisionTime / 60}m0s`
    autoscaler.cause = tell.warning('ScaleUpTimedOut', 'control-plane', 0, note, autoscaler.cause)
    for (const member of late) giveBack(world, member, tell, autoscaler.cause)
    backOff(world, group, 'timeout', tell, autoscaler.cause)
  }
}
