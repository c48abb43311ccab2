/** What Heat's resources have in common, whether they are made or deleted: their time, and their stack's end. */

import type { Stack, StackResource } from '../../model/heat'
import type { Seen, World } from '../../model/world'
import type { Telling } from '../telling'
import { wakeAt } from '../wake'
import { tellStack } from './stack-events'

/** It takes so long. */
export function file(world: World, stack: Stack, resource: StackResource, seconds: number): void {
  resource.dueAt = world.tick + seconds
  wakeAt(world.wake, resource.dueAt, {
    what: 'stackResource',
    stack: stack.id,
    resource: stack.resources.indexOf(resource),
  })
}

/** Nothing of it is in the cloud: it was deleted, or never begun. */
export const isGone = ({ action, status }: Seen<StackResource>): boolean =>
  status === 'INIT' || (action === 'DELETE' && status === 'COMPLETE')

export function complete(stack: Stack, tell: Telling): void {
  stack.status = 'COMPLETE'
  stack.reason = `Stack ${stack.action} completed successfully`
  tellStack(stack, tell)
}
