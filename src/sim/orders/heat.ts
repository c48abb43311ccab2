/** What can be asked of Heat: a stack made from a template, and taken away. */

import { constantsOf } from '../../model/constants'
import type { Cause } from '../../model/happening'
import type { Stack, StackResource, Template } from '../../model/heat'
import type { Id } from '../../model/refs'
import type { Seen, World } from '../../model/world'
import { NONE } from '../../model/world'
import { refusesCloud } from '../cloud/cloud-api'
import { workOn } from '../cloud/heat'
import { takeAway } from '../cloud/heat-deleting'
import { tellStack } from '../cloud/stack-events'
import type { Telling } from '../telling'
import { wakeAt } from '../wake'
import type { Doers } from './doer'

export type HeatOrder =
  /** `openstack stack create [--enable-rollback]`; of the first project unless another is named. */
  | {
      readonly order: 'create-stack'
      readonly name: string
      readonly template: Template
      readonly rollback?: boolean
      readonly project?: string
    }
  | { readonly order: 'delete-stack'; readonly stack: Id }

type Create = Extract<HeatOrder, { order: 'create-stack' }>

export const HEAT: Doers<HeatOrder> = {
  'create-stack': { refuses: refusesStack, does: createStack },
  'delete-stack': {
    refuses: (world, { stack }) => {
      const row = world.stacks[stack]
      return row && !isGone(row) ? refusesCloud(world) : `ERROR: The Stack (${row?.name ?? stack}) could not be found.`
    },
    does: (world, { stack }, tell, cause) => {
      const row = world.stacks[stack] as Stack
      row.cause = cause
      takeAway(world, row, 'DELETE', tell)
    },
  },
}

const isGone = ({ action, status }: Seen<Stack>) => action === 'DELETE' && status === 'COMPLETE'

const projectNamed = ({ projects }: Seen<World>, name: string | undefined): Id =>
  name === undefined ? 0 : projects.findIndex(each => each.name === name)

function refusesStack(world: Seen<World>, { name, template, project }: Create): string | undefined {
  const away = refusesCloud(world)
  if (away !== undefined) return away
  const { heat } = constantsOf(world.era)
  const mine = world.stacks.filter(each => each.project === projectNamed(world, project) && !isGone(each))
  if (mine.some(each => each.name === name)) return `ERROR: The Stack (${name}) already exists.`
  if (mine.length >= heat.stacks)
    return `Request limit exceeded: You have reached the maximum stacks per tenant, ${heat.stacks}. Please delete some stacks.`
  return resourcesOf(template).length > heat.resources ? 'Maximum resources per stack exceeded.' : undefined
}

function createStack(world: World, order: Create, tell: Telling, cause: Cause): void {
  const { name, template, rollback = false, project } = order
  const stack: Stack = {
    id: world.stacks.length,
    name,
    project: projectNamed(world, project),
    template,
    rollback,
    action: 'CREATE',
    status: 'IN_PROGRESS',
    reason: 'Stack CREATE started',
    timesOutAt: world.tick + constantsOf(world.era).heat.timeout,
    resources: resourcesOf(template),
    cause,
  }
  world.stacks.push(stack)
  tellStack(stack, tell)
  wakeAt(world.wake, stack.timesOutAt, { what: 'stackTimeout', stack: stack.id })
  workOn(world, stack, tell)
}

/** In an order in which each comes after what it needs. */
function resourcesOf({ servers, volumes, serverGroup }: Template): StackResource[] {
  const made: StackResource[] = []
  const add = (name: string, type: StackResource['type'], needs: readonly number[]): number =>
    made.push({ name, type, needs, action: 'CREATE', status: 'INIT', reason: '', row: NONE, retries: 0, dueAt: NONE }) -
    1
  const group = serverGroup === undefined ? [] : [add('group', 'OS::Nova::ServerGroup', [])]
  for (let i = 0; i < servers; i += 1) {
    const port = add(`port_${i}`, 'OS::Neutron::Port', [])
    const server = add(`server_${i}`, 'OS::Nova::Server', [...group, port])
    if (!volumes) continue
    const volume = add(`volume_${i}`, 'OS::Cinder::Volume', [])
    add(`attachment_${i}`, 'OS::Cinder::VolumeAttachment', [server, volume])
  }
  return made
}
