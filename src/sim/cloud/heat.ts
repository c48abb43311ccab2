/**
 * Heat: a stack is made resource by resource, each as soon as what it needs is there.
 *
 * Heat calls the cloud and looks once a second how far it is: nothing takes less, and a
 * resource that the cloud refuses (a quota) fails when it was asked for, not when the stack
 * was. A server that goes to ERROR is deleted and made anew, five times, with longer and
 * longer pauses. When one fails the stack is CREATE_FAILED, nothing new is begun, what is
 * under way is finished, and what was made stays and counts in the quota: rollback is off
 * by default (`disable_rollback`). With it everything is deleted again
 * (`heat-deleting.ts`). An action that takes longer than an hour has timed out, and what
 * it was at is aborted.
 *
 * This is the convergence engine, the default since Newton. Events are told in the form of
 * `openstack stack event list`. Simpler than the real thing: no updates, no nested stacks,
 * ports cost nothing, a volume is a line of the stack and no disk of a workload, and the
 * pauses between two tries have no jitter.
 */

import { constantsOf } from '../../model/constants'
import type { ResourceType, Stack, StackResource } from '../../model/heat'
import type { Server, ServerGroup } from '../../model/openstack'
import type { Seen, World } from '../../model/world'
import { NONE } from '../../model/world'
import type { Telling } from '../telling'
import { beginToDelete, deleted, deleteMore, takeAway } from './heat-deleting'
import { bootServer } from './nova'
import type { ServerWish } from './nova-placement'
import { overQuota } from './projects'
import { overGroupLimit } from './server-groups'
import { stackEvent, tellStack } from './stack-events'
import { complete, file } from './stack-resources'

/** Whose luck its servers have: no workload's. */
const STACKS = -3

/** Begins whatever can be begun now, and sees whether all is done. */
export function workOn(world: World, stack: Stack, tell: Telling): void {
  if (stack.status !== 'IN_PROGRESS') return
  if (stack.action === 'CREATE') createMore(world, stack, tell)
  else deleteMore(world, stack, tell)
}

function createMore(world: World, stack: Stack, tell: Telling): void {
  for (const resource of stack.resources) {
    if (resource.status !== 'INIT' || !resource.needs.every(i => isMade(stack.resources[i]))) continue
    if (stack.status !== 'IN_PROGRESS') return
    begin(world, stack, resource, tell)
  }
  if (stack.resources.every(isMade)) complete(stack, tell)
}

const isMade = (resource: Seen<StackResource> | undefined): boolean =>
  resource?.action === 'CREATE' && resource.status === 'COMPLETE'

function begin(world: World, stack: Stack, resource: StackResource, tell: Telling): void {
  resource.action = 'CREATE'
  resource.status = 'IN_PROGRESS'
  stackEvent(stack, resource, 'state changed', tell)
  file(world, stack, resource, secondsToMake(world, resource.type))
}

function secondsToMake({ era }: World, type: ResourceType): number {
  const { createVolume, attachVolume, heat } = constantsOf(era)
  if (type === 'OS::Cinder::Volume') return Math.ceil(createVolume)
  return type === 'OS::Cinder::VolumeAttachment' ? Math.ceil(attachVolume) : heat.poll
}

/** What it was doing has taken its time; something may have come between. */
export function resourceDue(world: World, stack: Stack, index: number, tell: Telling): void {
  const resource = stack.resources[index]
  if (!resource || resource.dueAt !== world.tick) return
  resource.dueAt = NONE
  if (resource.action === 'CREATE') made(world, stack, resource, tell)
  else if (resource.status === 'COMPLETE')
    begin(world, stack, resource, tell) // once more
  else gone(world, stack, resource, tell)
}

function made(world: World, stack: Stack, resource: StackResource, tell: Telling): void {
  if (resource.type === 'OS::Nova::Server') return makeServer(world, stack, resource, tell)
  if (resource.type === 'OS::Nova::ServerGroup') makeGroup(world, stack, resource, tell)
  else isThere(stack, resource, tell)
  workOn(world, stack, tell)
}

/** For good, or to be made anew after 2, 4, 8, … seconds. */
function gone(world: World, stack: Stack, resource: StackResource, tell: Telling): void {
  deleted(world, stack, resource, tell)
  if (stack.action === 'CREATE') file(world, stack, resource, 1 << resource.retries)
  else workOn(world, stack, tell)
}

function isThere(stack: Stack, resource: StackResource, tell: Telling): void {
  resource.status = 'COMPLETE'
  stackEvent(stack, resource, 'state changed', tell)
}

function makeGroup(world: World, stack: Stack, resource: StackResource, tell: Telling): void {
  const policy = stack.template.serverGroup
  const why = overGroupLimit(world, stack.project)
  if (why !== undefined || !policy)
    return fail(world, stack, resource, `Forbidden: resources.${resource.name}: ${why} (HTTP 403)`, tell)
  resource.row = world.serverGroups.length
  const group: ServerGroup = {
    id: resource.row,
    name: `${stack.name}-${resource.name}`,
    project: stack.project,
    policy,
  }
  world.serverGroups.push(group)
  isThere(stack, resource, tell)
}

function makeServer(world: World, stack: Stack, resource: StackResource, tell: Telling): void {
  const wish = wishOfStack(world, stack)
  const why = overQuota(world, wish)
  if (why !== undefined)
    return fail(world, stack, resource, `Forbidden: resources.${resource.name}: ${why} (HTTP 403)`, tell)
  const luck = { owner: STACKS - stack.id, ordinal: stack.resources.indexOf(resource) * 8 + resource.retries }
  const server = bootServer(world, `${stack.name}-${resource.name}`, wish, luck, tell, stack.cause)
  resource.row = server.id
  if (server.status === 'ERROR') wentToError(world, stack, resource, server, tell)
}

function wishOfStack(world: Seen<World>, { template, project, resources }: Seen<Stack>): ServerWish {
  const size = world.flavors.find(({ name }) => name === template.flavor) ?? { vcpus: 1, ram: 0 }
  const group = resources.find(({ type }) => type === 'OS::Nova::ServerGroup')?.row
  const { vcpus, ram } = size
  return { vcpus, ram, gpus: 0, zone: undefined, project, group, becomes: template.becomes ?? 'server' }
}

/** Nova has made it, or given it up. Asked of every server whose state changes. */
export function followServer(world: World, server: Server, tell: Telling): void {
  for (const stack of world.stacks) {
    const resource = stack.resources.find(({ type, row }) => type === 'OS::Nova::Server' && row === server.id)
    if (resource?.action !== 'CREATE' || resource.status !== 'IN_PROGRESS') continue
    if (server.status === 'ERROR') wentToError(world, stack, resource, server, tell)
    if (server.status === 'ACTIVE') isThere(stack, resource, tell)
    workOn(world, stack, tell)
  }
}

/** Deleted and made anew; the first fault is the one that is told in the end. */
function wentToError(world: World, stack: Stack, resource: StackResource, server: Server, tell: Telling): void {
  if (resource.retries === 0)
    resource.reason = `ResourceInError: resources.${resource.name}: Went to status ERROR due to "Message: ${server.fault}, Code: 500"`
  const isLast = resource.retries >= constantsOf(world.era).heat.retries
  if (isLast || stack.action !== 'CREATE') return fail(world, stack, resource, resource.reason, tell)
  stackEvent(stack, { ...resource, status: 'FAILED' }, resource.reason, tell)
  resource.retries += 1
  beginToDelete(world, stack, resource, tell)
}

function fail(world: World, stack: Stack, resource: StackResource, why: string, tell: Telling): void {
  resource.status = 'FAILED'
  resource.reason = why
  stackEvent(stack, resource, why, tell)
  if (stack.action === 'CREATE') failStack(world, stack, `Resource CREATE failed: ${why}`, tell)
  else workOn(world, stack, tell)
}

/** It stays as it is; or everything is taken away again. */
export function failStack(world: World, stack: Stack, why: string, tell: Telling): void {
  if (stack.status !== 'IN_PROGRESS') return
  const rollsBack = stack.action === 'CREATE' && stack.rollback
  stack.status = 'FAILED'
  stack.reason = why
  tellStack(stack, tell)
  if (rollsBack) takeAway(world, stack, 'ROLLBACK', tell)
}

/** Its hour is over. */
export function stackTimeout(world: World, stack: Stack, tell: Telling): void {
  if (stack.timesOutAt !== world.tick || stack.status !== 'IN_PROGRESS') return
  for (const resource of stack.resources) if (resource.status === 'IN_PROGRESS') abort(stack, resource, tell)
  failStack(world, stack, 'Timed out', tell)
}

function abort(stack: Stack, resource: StackResource, tell: Telling): void {
  const { action, type, name } = resource
  const task = `${action.toLowerCase()} from ${type.split('::')[2]} "${name}" Stack "${stack.name}"`
  resource.status = 'FAILED'
  resource.dueAt = NONE
  resource.reason = `${action} aborted (Task ${task} Timed out)`
  stackEvent(stack, resource, resource.reason, tell)
}
