/**
 * Node groups, in the words of the cluster autoscaler's status ConfigMap.
 */

import type { GroupMember, NodeGroup } from '../../model/node-group'
import type { Seen, World } from '../../model/world'
import { isUpcoming, nodeOfMember, sizeOf } from '../controllers/node-groups'

export const nodeGroupLines = (world: Seen<World>): readonly string[] =>
  (world.clusterAutoscaler?.groups ?? []).flatMap(group => groupLines(world, group))

function groupLines(world: Seen<World>, group: Seen<NodeGroup>): readonly string[] {
  const { name, members, minSize, maxSize } = group
  const there = members.filter(({ gone }) => !gone)
  const ready = there.filter(member => nodeOfMember(world, member)?.ready).length
  const coming = there.filter(member => isUpcoming(world, member)).length
  const unready = there.length - ready - coming
  const counts = `ready=${ready} unready=${unready} notStarted=${coming} cloudProviderTarget=${sizeOf(group)}`
  return [
    `Name: ${name}`,
    `  Health: Healthy (${counts} (minSize=${minSize}, maxSize=${maxSize}))`,
    `  ScaleUp: ${scaleUpWord(world, group, coming)}`,
    `  ScaleDown: ${candidatesOf(world, there)}`,
  ]
}

function scaleUpWord(world: Seen<World>, { backoffUntil }: Seen<NodeGroup>, coming: number): string {
  if (backoffUntil > world.tick) return `Backoff (${backoffUntil - world.tick}s left)`
  return coming > 0 ? 'InProgress' : 'NoActivity'
}

function candidatesOf(world: Seen<World>, there: readonly Seen<GroupMember>[]): string {
  const unneeded = world.clusterAutoscaler?.unneeded ?? []
  const count = unneeded.filter(({ node }) => there.some(each => nodeOfMember(world, each)?.id === node)).length
  return count > 0 ? `CandidatesPresent (candidates=${count})` : 'NoCandidates (candidates=0)'
}
