/**
 * What somebody who works on one of the real systems would ask, answered by running the
 * simulation: the answer is what happened, in the words in which it was told.
 */

export interface Question {
  /** Whose system it is about. */
  readonly system: System
  readonly asks: string
  /** Runs a world and tells what came of it, a line for each thing that happened or holds. */
  readonly answer: () => readonly string[]
}

export const SYSTEMS = [
  'kube-scheduler',
  'controllers',
  'kubelet',
  'services',
  'etcd',
  'nova',
  'ironic',
  'deployment tools',
  'databases',
] as const
export type System = (typeof SYSTEMS)[number]
