/** Heat's stacks: what a template asked the cloud for, resource by resource. */

import type { Cause } from './happening'
import type { ServerGroupPolicy } from './openstack'
import type { Id } from './refs'
import type { Tick } from './units'

/** What a stack is made from: so many servers alike, each with a port, and a volume if it says so. */
export interface Template {
  readonly flavor: string
  readonly servers: number
  /** Each has a Cinder volume, attached to it. */
  readonly volumes: boolean
  readonly serverGroup?: ServerGroupPolicy | undefined
  /** What its servers are for. */
  readonly becomes?: 'server' | 'kubelet' | undefined
}

export const RESOURCE_TYPES = [
  'OS::Nova::ServerGroup',
  'OS::Neutron::Port',
  'OS::Cinder::Volume',
  'OS::Nova::Server',
  'OS::Cinder::VolumeAttachment',
] as const
export type ResourceType = (typeof RESOURCE_TYPES)[number]

export type StackAction = 'CREATE' | 'DELETE' | 'ROLLBACK'
export type StackStatus = 'INIT' | 'IN_PROGRESS' | 'COMPLETE' | 'FAILED'

export interface StackResource {
  readonly name: string
  readonly type: ResourceType
  /** Made before it, and deleted after it: places in the stack's own list. */
  readonly needs: readonly number[]
  action: StackAction
  status: StackStatus
  reason: string
  /** Of a server or a server group: its row, or NONE. */
  row: Id
  /** How often it went to ERROR and was made anew. */
  retries: number
  /** What it is doing now ends then; NONE if it waits for somebody. */
  dueAt: Tick
}

export interface Stack {
  readonly id: Id
  readonly name: string
  readonly project: Id
  readonly template: Template
  /** Off unless it is asked for: a stack that fails stays as it is, half built. */
  readonly rollback: boolean
  action: StackAction
  status: StackStatus
  reason: string
  /** When its action is given up. */
  timesOutAt: Tick
  readonly resources: StackResource[]
  cause: Cause
}
