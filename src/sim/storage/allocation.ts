/**
 * How full a Node would be, as scores from 0 to 100: the three strategies of
 * NodeResourcesFit (LeastAllocated, which is the default, MostAllocated and
 * RequestedToCapacityRatio) and NodeResourcesBalancedAllocation, over any resources.
 * After pkg/scheduler/framework/plugins/noderesources.
 *
 * The profile of a park chooses the strategy (`score.ts`).
 */

import { type Amounts, amountOf, isScalar } from '../../model/amounts'

const FULL = 100
const MOST_WEIGHT = 100

export interface Weighted {
  readonly name: string
  readonly weight: number
}

/** One resource of one Node: what would be asked of it with the new Pod, and what it has. */
export interface Share {
  readonly asks: number
  readonly has: number
  readonly weight: number
}

/** Utilisation in percent, and what it is worth from 0 to 10; in the order of utilisation. */
export type Shape = readonly (readonly [utilisation: number, worth: number])[]

/** Which of these the scheduler would refuse to start with, by place; -1 for none. */
export const wrongWeight = (resources: readonly Weighted[]): number =>
  resources.findIndex(({ weight }) => weight < 1 || weight > MOST_WEIGHT)

/** A scalar resource that the Pod does not want is as if the Node had none. */
export function sharesOf(
  resources: readonly Weighted[],
  wants: Amounts,
  node: { readonly requested: Amounts; readonly allocatable: Amounts },
): readonly Share[] {
  return resources.map(({ name, weight }) => {
    const wanted = amountOf(wants, name)
    if (wanted === 0 && isScalar(name)) return { asks: 0, has: 0, weight }
    return { asks: amountOf(node.requested, name) + wanted, has: amountOf(node.allocatable, name), weight }
  })
}

/** Nothing of what is looked at is wanted, so that no Node would be tipped: BalancedAllocation is skipped. */
export const isBestEffort = (resources: readonly Weighted[], wants: Amounts): boolean =>
  resources.every(({ name }) => amountOf(wants, name) === 0)

export const leastAllocatedOf = (shares: readonly Share[]): number =>
  meanOf(shares, ({ asks, has }) => (asks > has ? 0 : Math.floor(((has - asks) * FULL) / has)))

export const mostAllocatedOf = (shares: readonly Share[]): number =>
  meanOf(shares, ({ asks, has }) => Math.floor((Math.min(asks, has) * FULL) / has))

/** By weight, rounded down; what the Node does not have is left out. */
function meanOf(shares: readonly Share[], scoreOf: (share: Share) => number): number {
  let sum = 0
  let weights = 0
  for (const share of shares) {
    if (share.has === 0) continue
    sum += scoreOf(share) * share.weight
    weights += share.weight
  }
  return weights === 0 ? 0 : Math.floor(sum / weights)
}

/** 100 where all would be equally full: (1 - standard deviation) * 100, rounded down. */
export function balancedAllocationOf(shares: readonly Share[]): number {
  const fractions: number[] = []
  for (const { asks, has } of shares) if (has > 0) fractions.push(Math.min(1, asks / has))
  return Math.trunc((1 - deviation(fractions)) * FULL)
}

function deviation(values: readonly number[]): number {
  const [first = 0, second = 0] = values
  if (values.length < 2) return 0
  if (values.length === 2) return Math.abs((first - second) / 2)
  const mean = sum(values) / values.length
  return Math.sqrt(sum(values.map(value => (value - mean) * (value - mean))) / values.length)
}

const sum = (values: readonly number[]) => values.reduce((all, each) => all + each, 0)

/** What each resource's utilisation is worth by a shape, which is level beyond full; what is worth nothing, or is not there, is left out of the mean. */
export function requestedToCapacityRatioOf(shares: readonly Share[], shape: Shape): number {
  const tenfold = shape.map(([at, worth]) => [at, worth * 10] as const)
  let sum = 0
  let weights = 0
  for (const { asks, has, weight } of shares) {
    const worth = has === 0 ? 0 : brokenLinear(tenfold, Math.floor((asks * FULL) / has))
    if (worth === 0) continue
    sum += worth * weight
    weights += weight
  }
  return weights === 0 ? 0 : Math.round(sum / weights)
}

/** Straight between two points in whole numbers (rounded towards zero), level before the first and after the last. */
export function brokenLinear(points: Shape, at: number): number {
  const next = points.findIndex(([x]) => at <= x)
  const [x1, y1] = points[next === -1 ? points.length - 1 : next] as readonly [number, number]
  if (next <= 0) return y1
  const [x0, y0] = points[next - 1] as readonly [number, number]
  return y0 + Math.trunc(((y1 - y0) * (at - x0)) / (x1 - x0))
}
