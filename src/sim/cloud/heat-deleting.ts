/**
 * Heat takes a stack away, because somebody asked for it or because it rolls back.
 *
 * What is needed by nobody any more goes first, side by side: an attachment before its
 * server and its volume, a server before its port. A rollback begins as soon as one
 * resource has failed, but what is being made then is finished before it is deleted
 * (another engine holds its lock); `stack delete` breaks it off. Until a server is gone it
 * counts in the quota.
 *
 * Simpler than the real thing: volumes and attachments take as long to go as they took to
 * come, deleting never fails, and a server between two tries is not tried again.
 */

import { constantsOf } from '../../model/constants'
import type { Stack, StackResource } from '../../model/heat'
import type { World } from '../../model/world'
import { NONE } from '../../model/world'
import { destroyServer } from '../controllers/cloud-nodes'
import type { Telling } from '../telling'
import { wakeAt } from '../wake'
import { stackEvent, tellStack } from './stack-events'
import { complete, file, isGone } from './stack-resources'

export function takeAway(world: World, stack: Stack, action: 'DELETE' | 'ROLLBACK', tell: Telling): void {
  stack.action = action
  stack.status = 'IN_PROGRESS'
  stack.reason = `Stack ${action} started`
  stack.timesOutAt = world.tick + constantsOf(world.era).heat.timeout
  wakeAt(world.wake, stack.timesOutAt, { what: 'stackTimeout', stack: stack.id })
  tellStack(stack, tell)
  deleteMore(world, stack, tell)
}

/** Whatever can go now begins to go, and all may be gone. */
export function deleteMore(world: World, stack: Stack, tell: Telling): void {
  const { resources } = stack
  const needed = (at: number) => resources.some(other => other.needs.includes(at) && !isGone(other))
  for (let at = resources.length - 1; at >= 0; at -= 1) {
    const resource = resources[at] as StackResource
    if (isGone(resource) || resource.action === 'DELETE' || needed(at)) continue
    if (stack.action === 'ROLLBACK' && resource.status === 'IN_PROGRESS') continue
    beginToDelete(world, stack, resource, tell)
  }
  if (resources.every(isGone)) complete(stack, tell)
}

export function beginToDelete(world: World, stack: Stack, resource: StackResource, tell: Telling): void {
  resource.action = 'DELETE'
  resource.status = 'IN_PROGRESS'
  stackEvent(stack, resource, 'state changed', tell)
  file(world, stack, resource, secondsToDelete(world, resource))
}

function secondsToDelete({ era }: World, { type, row }: StackResource): number {
  const { createVolume, attachVolume, deleteServer, heat } = constantsOf(era)
  if (type === 'OS::Nova::Server' && row !== NONE) return Math.ceil(deleteServer)
  if (type === 'OS::Cinder::Volume') return Math.ceil(createVolume)
  return type === 'OS::Cinder::VolumeAttachment' ? Math.ceil(attachVolume) : heat.poll
}

export function deleted(world: World, stack: Stack, resource: StackResource, tell: Telling): void {
  const server = resource.type === 'OS::Nova::Server' ? world.servers[resource.row] : undefined
  if (server && server.status !== 'DELETED') destroyServer(world, server, tell, stack.cause)
  resource.row = NONE
  resource.status = 'COMPLETE'
  stackEvent(stack, resource, 'state changed', tell)
}
