/**
 * Taints and tolerations: what keeps pods away from a Node, and who bears it.
 *
 * `NoSchedule` and `NoExecute` filter, `PreferNoSchedule` only scores. After
 * pkg/scheduler/framework/plugins/tainttoleration. `Gt` and `Lt` compare whole numbers
 * where the cluster has that feature (TaintTolerationComparisonOperators, off unless an
 * operator turns it on).
 *
 * Simpler than the real thing: in the game a Node has one taint, that of not being ready
 * (`filter.ts`), and no workload bears it when it is placed; for how long pods that run
 * there bear it is `node-lifecycle.ts`.
 */

export type TaintEffect = 'NoSchedule' | 'NoExecute' | 'PreferNoSchedule'

export interface Taint {
  readonly key: string
  readonly value: string
  readonly effect: TaintEffect
}

/** Without a key, of any key; without an effect, of any effect; without an operator, `Equal`. */
export interface Toleration {
  readonly key?: string
  readonly operator?: 'Equal' | 'Exists' | 'Gt' | 'Lt'
  readonly value?: string
  readonly effect?: TaintEffect | ''
}

export interface Bearing {
  readonly tolerations: readonly Toleration[]
  /** The cluster compares by Gt and Lt. */
  readonly compares?: boolean
}

const FULL = 100

/** The first that keeps such a Pod off the Node. */
export const untolerated = (taints: readonly Taint[], who: Bearing): Taint | undefined =>
  taints.find(taint => taint.effect !== 'PreferNoSchedule' && !bears(who, taint))

/** 100 where nothing would rather not have it, 0 where most would. One score a Node. */
export function taintScores(nodes: readonly (readonly Taint[])[], who: Bearing): readonly number[] {
  const soft = who.tolerations.filter(({ effect }) => !effect || effect === 'PreferNoSchedule')
  const counts = nodes.map(taints => reluctance(taints, { ...who, tolerations: soft }))
  const most = Math.max(0, ...counts)
  return counts.map(count => (most === 0 ? FULL : FULL - Math.floor((FULL * count) / most)))
}

const reluctance = (taints: readonly Taint[], who: Bearing) =>
  taints.filter(taint => taint.effect === 'PreferNoSchedule' && !bears(who, taint)).length

const bears = ({ tolerations, compares = false }: Bearing, taint: Taint) =>
  tolerations.some(each => tolerates(each, taint, compares))

export function tolerates(toleration: Toleration, taint: Taint, compares: boolean): boolean {
  const { key, operator = 'Equal', value = '', effect } = toleration
  if (effect && effect !== taint.effect) return false
  if (key && key !== taint.key) return false
  switch (operator) {
    case 'Equal':
      return value === taint.value
    case 'Exists':
      return true
    case 'Gt':
      return compares && isGreater(taint.value, value)
    case 'Lt':
      return compares && isGreater(value, taint.value)
    default:
      return false
  }
}

/** What is no whole number of 64 bits is neither greater nor less. */
const isGreater = (a: string, b: string) => isWhole(a) && isWhole(b) && BigInt(a) > BigInt(b)
const isWhole = (text: string) => /^[+-]?\d+$/.test(text) && BigInt.asIntN(64, BigInt(text)) === BigInt(text)
