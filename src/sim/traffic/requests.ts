/**
 * What a whole Pod asks for: its containers together, or its greediest init container if
 * that is more (they run before, one after the other), and what the runtime takes on top
 * (`overhead`).
 *
 * Simpler than the real thing: no sidecars (init containers that stay) and no requests
 * for the Pod as a whole.
 */

import { type Amounts, amountOf } from '../../model/amounts'

export interface PodParts {
  readonly containers: readonly Amounts[]
  readonly initContainers?: readonly Amounts[]
  readonly overhead?: Amounts
}

/** `unstated`: what a container counts for that does not say how much it wants (for scoring alone). */
export function podRequests(pod: PodParts, unstated: Amounts = {}): Amounts {
  const { containers, initContainers = [], overhead = {} } = pod
  const together = sumOf(containers.map(each => withDefaults(each, unstated)))
  const greediest = most(initContainers.map(each => withDefaults(each, unstated)))
  return sumOf([most([together, greediest]), overhead])
}

/** A request of zero is stated; only what is left out is filled in. */
export const withDefaults = (container: Amounts, unstated: Amounts): Amounts => ({ ...unstated, ...container })

export const sumOf = (all: readonly Amounts[]): Amounts => merged(all, (a, b) => a + b)

const most = (all: readonly Amounts[]): Amounts => merged(all, (a, b) => Math.max(a, b))

function merged(all: readonly Amounts[], join: (a: number, b: number) => number): Amounts {
  const names = [...new Set(all.flatMap(each => Object.keys(each)))]
  return Object.fromEntries(names.map(name => [name, all.map(each => amountOf(each, name)).reduce(join, 0)]))
}
