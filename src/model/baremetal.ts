/** Machines, as Ironic keeps them. */

import type { Cause } from './happening'
import type { Labels, Taint } from './placement'
import type { Id } from './refs'
import type { Resources } from './resources'
import type { Runtime } from './runtime'
import type { MiB, Tick } from './units'

export interface Machine {
  readonly id: Id
  readonly name: string
  readonly capacity: Resources
  /** The failure zone that it stands in; empty for none. */
  readonly zone: string
  readonly runtime: Runtime
  /** Its rack and its power feed, '' where the park names none. */
  readonly rack: string
  readonly powerFeed: string
  /** What a Kubernetes node on it is given: its kubelet's --node-labels and --register-with-taints. */
  readonly nodeLabels: Labels
  readonly nodeTaints: readonly Taint[]
  /** Ironic's provision state. Ironic calls a machine a node; here the word is Kubernetes'. */
  state: ProvisionState
  up: boolean
  /** It has power, but its kernel has panicked and stands still. */
  hung: boolean
  /** Somebody switched it off. */
  switchedOff: boolean
  /** A reset under way ends then, or NONE; and how many there were, for each has its own luck. */
  powersAt: Tick
  resets: number
  /** Which of the two has no power: then its own controller does not answer either, and nothing starts it before both are back. */
  readonly dark: ('rack' | 'feed')[]
  /** It lives, but no control plane hears it. */
  cutOff: boolean
  /** `provision_updated_at`: when its state changed last; NONE if it never has. */
  updatedAt: Tick
  /** What went wrong last, as Ironic keeps it; '' if nothing has. */
  lastError: string
  /** A step of its cleaning has failed: Ironic leaves it alone until somebody says otherwise. */
  maintenance: boolean
  /** Its ramdisk will never call back: of many that are booted at once, a few are lost. */
  mute: boolean
  readonly diskGiB: number
  /** Of the node on it; 0: it never fills, or images have none of their own. */
  readonly nodefs: MiB
  readonly imagefs: MiB
  /** When the deploy under way was asked for, and when it will end. */
  askedAt: Tick
  activeAt: Tick
  /** What is to run on it once it is active. */
  becomes: 'server' | 'kubelet' | 'nova-compute' | 'control-plane'
  /** How often it has been deployed: each deploy has its own luck. */
  deploys: number
  /** What brought its present state about. */
  cause: Cause
  hypervisor: Id
  node: Id
  unit: Id
}

export const PROVISION_STATES = [
  'enroll',
  'manageable',
  'available',
  'deploying',
  'wait call-back',
  'deploy failed',
  'active',
  'deleting',
  'cleaning',
  'clean wait',
  'clean failed',
] as const
export type ProvisionState = (typeof PROVISION_STATES)[number]
