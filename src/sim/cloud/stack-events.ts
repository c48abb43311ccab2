/**
 * What Heat tells of its stacks: events in the form of `openstack stack event list`, and
 * `openstack stack show`. Reads only, but for the causes that it keeps.
 */

import type { Stack, StackResource } from '../../model/heat'
import type { Seen, World } from '../../model/world'
import type { Telling } from '../telling'
import { limitsOf, usageOf } from './projects'

/** `[tenant1.server_0]: CREATE_IN_PROGRESS  state changed` */
export function stackEvent(
  stack: Stack,
  { name, action, status }: Seen<StackResource>,
  why: string,
  tell: Telling,
): void {
  const note = `[${stack.name}.${name}]: ${action}_${status}  ${why}`
  if (status === 'FAILED') tell.warning('StackEvent', 'stack', stack.id, note, stack.cause)
  else tell.normal('StackEvent', 'stack', stack.id, note, stack.cause)
}

export function tellStack(stack: Stack, tell: Telling): void {
  const note = `[${stack.name}]: ${stack.action}_${stack.status}  ${stack.reason}`
  if (stack.status === 'FAILED') stack.cause = tell.warning('StackFailed', 'stack', stack.id, note, stack.cause)
  else {
    const reason = stack.status === 'COMPLETE' ? 'StackComplete' : 'StackInProgress'
    stack.cause = tell.normal(reason, 'stack', stack.id, note, stack.cause)
  }
}

export function explainStack(world: Seen<World>, stack: Seen<Stack>): readonly string[] {
  const [used, most] = [usageOf(world, stack.project), limitsOf(world, stack.project)]
  return [
    `stack_name: ${stack.name}`,
    `stack_status: ${stack.action}_${stack.status}`,
    `stack_status_reason: ${stack.reason}`,
    `disable_rollback: ${stack.rollback ? 'False' : 'True'}`,
    ...stack.resources.map(({ name, type, action, status }) => `${name}  ${type}  ${action}_${status}`),
    `quota: ${used.instances} of ${most.instances} instances, ${used.cores} of ${most.cores} cores used`,
  ]
}
