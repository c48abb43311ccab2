/**
 * How the operator's cluster was made, and what that tool is doing now: Heat templates,
 * Juju Charms, kubeadm or Kargo (Kubespray).
 */

import type { Cause } from './happening'
import type { HostRef, Id } from './refs'
import type { Tick } from './units'

export const TOOLS = ['heat', 'juju', 'kubeadm', 'kargo'] as const
export type Tool = (typeof TOOLS)[number]

export interface Toolbox {
  tool: Tool
  /** A cluster is being made with this one, which then takes over. */
  adopts: Tool | undefined
  /** When it does; there once one has been asked for. */
  adoptsAt?: Tick
  /** Ready for Ansible, and not in a playbook's run yet. */
  readonly waiting: HostRef[]
  /** The playbook that runs, over these hosts, until then; NONE while none does. */
  readonly playbook: { hosts: HostRef[]; endsAt: Tick; cause: Cause }
  /** Nodes that an upgrade has still to come to, and those that it is at. */
  readonly upgrade: { todo: Id[]; batch: Id[]; cause: Cause }
}

/** What a tool of an era can do. */
export interface Traits {
  /** It asks the cloud for hosts; else somebody has to have some. */
  readonly makesHosts: boolean
  /** Members of the control plane that it can set up. */
  readonly members: 'one' | 'several'
  /** `drained`: node by node, each emptied first. `in place`: with its pods on it. */
  readonly upgrades: 'never' | 'in place' | 'drained'
  /** Of the nodes, so many at a time; one at least. */
  readonly batchPercent: number
}
