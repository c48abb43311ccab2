/**
 * What UNDO on a machine of the slab comes to, by Ironic's provision state: one that was
 * ordered and carries nobody is given back (and cleaned), one that is not in use yet, or
 * whose cleaning failed, is brought to `available`.
 */

import type { Machine } from '../model/baremetal'
import { NONE, type Seen } from '../model/world'

export type StateOrder = 'undeploy' | 'unset-maintenance' | 'manage' | 'provide'

/** In turn; nothing where there is nothing to take back. */
export function takesBack({ state, unit, node, hypervisor, maintenance }: Seen<Machine>): readonly StateOrder[] {
  if (unit !== NONE || node !== NONE || hypervisor !== NONE) return []
  const kept: readonly StateOrder[] = maintenance ? ['unset-maintenance'] : []
  if (state === 'enroll' || state === 'clean failed') return [...kept, 'manage', 'provide']
  if (state === 'manageable') return [...kept, 'provide']
  return GIVEN_BACK.includes(state) ? ['undeploy'] : []
}

const GIVEN_BACK: readonly Machine['state'][] = ['active', 'wait call-back', 'deploy failed']

export const stateLine = (order: StateOrder, machine: string): string =>
  `openstack baremetal node ${order === 'unset-maintenance' ? 'maintenance unset' : order} ${machine}`
