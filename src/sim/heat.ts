/**
 * Heat: a stack is made resource by resource, each as soon as what it needs is there.
 *
 * A resource that the cloud refuses (a quota) fails at once; a server that goes to ERROR is
 * deleted and made anew, five times, with longer and longer pauses. When one fails the
 * stack is CREATE_FAILED, nothing new is begun, and what was made stays and counts in the
 * quota: rollback is off by default (`disable_rollback`). With it everything is deleted
 * again, last first. An action that takes longer than an hour has timed out.
 *
 * Events are told in the form of `openstack stack event list`. Simpler than the real thing:
 * no updates, no nested stacks, ports cost nothing and take no time, a volume is a line of
 * the stack and no disk of a workload, a stack has failed as soon as a resource of it has
 * (the real one lets the others go on for some minutes, `error_wait_time`), what it has
 * under way is finished all the same, and deleting takes no time.
 */

import { constantsOf } from '../model/constants'
import type { Cause } from '../model/happening'
import type { Stack, StackResource } from '../model/heat'
import type { Server, ServerGroup } from '../model/openstack'
import type { Id } from '../model/refs'
import type { Seen, World } from '../model/world'
import { NONE } from '../model/world'
import { bootServer, deleteServer } from './nova'
import type { ServerWish } from './nova-placement'
import { overQuota } from './projects'
import { overGroupLimit } from './server-groups'
import { stackEvent, tellStack } from './stack-events'
import type { Telling } from './telling'
import { wakeAt } from './wake'

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
  make(world, stack, resource, tell)
}

function make(world: World, stack: Stack, resource: StackResource, tell: Telling): void {
  const { createVolume, attachVolume } = constantsOf(world.era)
  switch (resource.type) {
    case 'OS::Nova::Server':
      return makeServer(world, stack, resource, tell)
    case 'OS::Nova::ServerGroup':
      return makeGroup(world, stack, resource, tell)
    case 'OS::Neutron::Port':
      return isThere(stack, resource, tell)
    case 'OS::Cinder::Volume':
      return file(world, stack, resource, Math.ceil(createVolume))
    case 'OS::Cinder::VolumeAttachment':
      return file(world, stack, resource, Math.ceil(attachVolume))
  }
}

function file(world: World, stack: Stack, resource: StackResource, seconds: number): void {
  resource.dueAt = world.tick + seconds
  wakeAt(world.wake, resource.dueAt, {
    what: 'stackResource',
    stack: stack.id,
    resource: stack.resources.indexOf(resource),
  })
}

/** What it was doing has taken its time; something may have come between. */
export function resourceDue(world: World, stack: Stack, index: number, tell: Telling): void {
  const resource = stack.resources[index]
  if (!resource || resource.dueAt !== world.tick || resource.status !== 'IN_PROGRESS') return
  resource.dueAt = NONE
  if (resource.type === 'OS::Nova::Server') return makeServer(world, stack, resource, tell) // once more
  isThere(stack, resource, tell)
  workOn(world, stack, tell)
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

/** Deleted and made anew, after 2, 4, 8, … seconds; the first fault is the one that is told. */
function wentToError(world: World, stack: Stack, resource: StackResource, server: Server, tell: Telling): void {
  if (resource.retries === 0) {
    resource.reason = `ResourceInError: resources.${resource.name}: Went to status ERROR due to "Message: ${server.fault}, Code: 500"`
    stackEvent(stack, { ...resource, status: 'FAILED' }, resource.reason, tell)
  }
  if (resource.retries >= constantsOf(world.era).heat.retries)
    return fail(world, stack, resource, resource.reason, tell)
  deleteServer(world, server, tell, stack.cause)
  resource.row = NONE
  resource.retries += 1
  file(world, stack, resource, 1 << resource.retries)
}

function fail(world: World, stack: Stack, resource: StackResource, why: string, tell: Telling): void {
  resource.status = 'FAILED'
  resource.reason = why
  stackEvent(stack, resource, why, tell)
  failStack(world, stack, `Resource CREATE failed: ${why}`, tell)
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
  failStack(world, stack, `${stack.action === 'CREATE' ? 'Create' : 'Delete'} timed out`, tell)
}

export function takeAway(world: World, stack: Stack, action: 'DELETE' | 'ROLLBACK', tell: Telling): void {
  stack.action = action
  stack.status = 'IN_PROGRESS'
  stack.reason = `Stack ${action} started`
  tellStack(stack, tell)
  deleteMore(world, stack, tell)
}

/** Last first; servers go at once here, so nothing has to be waited for. */
function deleteMore(world: World, stack: Stack, tell: Telling): void {
  for (const resource of [...stack.resources].reverse()) {
    if (resource.action === 'DELETE') continue
    const was = resource.status
    resource.action = 'DELETE'
    resource.dueAt = NONE
    resource.status = 'COMPLETE'
    if (was === 'INIT') continue
    if (resource.type === 'OS::Nova::Server') dropServer(world, resource.row, tell, stack.cause)
    stackEvent(stack, resource, 'state changed', tell)
  }
  complete(stack, tell)
}

function dropServer(world: World, id: Id, tell: Telling, cause: Cause): void {
  const server = world.servers[id]
  if (server && server.status !== 'DELETED') deleteServer(world, server, tell, cause)
}

function complete(stack: Stack, tell: Telling): void {
  stack.status = 'COMPLETE'
  stack.reason = `Stack ${stack.action} completed successfully`
  tellStack(stack, tell)
}
