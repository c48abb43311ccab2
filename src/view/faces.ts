/**
 * Which of the small monsters a fault is. While it only gives signs it has the face of
 * its sign, which tells no more than the sign does; afterwards that of what it was.
 */

import type { Incident } from '../level/level'

export const FACES = [
  'bomb',
  'host',
  'fan',
  'disk',
  'crab',
  'bat',
  'snail',
  'loud',
  'thief',
  'time',
  'crown',
  'wrench',
] as const
export type Face = (typeof FACES)[number]

type Sign = NonNullable<Incident['warning']>['sign']

export const FACE_OF_SIGN: Readonly<Record<Sign, Face>> = {
  fan: 'fan',
  disk: 'disk',
  memory: 'bomb',
  network: 'crab',
  patching: 'wrench',
  power: 'bat',
  load: 'loud',
  calendar: 'time',
}

export const FACE_OF: Readonly<Record<Incident['what'], Face>> = {
  'host-down': 'host',
  'kernel-panic': 'host',
  'host-cut-off': 'crab',
  'power-lost': 'bat',
  'process-crash': 'bomb',
  'process-hung': 'snail',
  'kubelet-down': 'snail',
  'etcd-disk-slow': 'snail',
  'disk-lost': 'disk',
  'etcd-full': 'disk',
  'noisy-neighbour': 'loud',
  intruder: 'thief',
  'days-pass': 'time',
  'certificates-expire': 'time',
  'api-server-down': 'crown',
  'scheduler-down': 'crown',
  'controller-manager-down': 'crown',
  'etcd-member-down': 'crown',
  'cluster-upgrade': 'wrench',
  'runtime-restart': 'wrench',
  'registry-down': 'crab',
}
