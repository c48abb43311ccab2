/**
 * HorizontalPodAutoscaler: how many replicas its formula asks for,
 * ceil(replicas * metric / target), and when it leaves well alone. After
 * pkg/controller/podautoscaler/replica_calculator.go.
 *
 * Pods that are not up yet, and pods of which nothing is known, never make it bolder: they
 * are filled in against the direction in which it would scale. Ratios are IEEE doubles
 * with one division and one multiplication each, in the real one's order, so that they
 * come out alike in every engine and ceil where its own do.
 *
 * Only the rule: whether a pod's metric is too young to count, and whether it was ever
 * ready, is settled by who asks (`hpa.ts`), and so are limits and windows (`hpa-limits.ts`).
 */

export interface Scaling {
  /** How many there are to be now. */
  readonly replicas: number
  readonly target: number
  /** So far from 1 a ratio may be and change nothing. */
  readonly tolerance: number
}

export interface ScaledPod {
  readonly phase: 'Pending' | 'Running' | 'Succeeded' | 'Failed' | 'Unknown'
  readonly deleting: boolean
  readonly ready: boolean
  /** Seconds since it started; undefined: long ago. */
  readonly age?: number
  /** What it asks for of the resource. */
  readonly request?: number
  readonly metric?: number
}

/** `measured` is in the metric's own unit: percent of requests, or the level. */
export type Advice =
  | { readonly kind: 'scale'; readonly replicas: number; readonly measured: number; readonly average?: number }
  | { readonly kind: 'unknown'; readonly why: string }

/** Target: percent of what the pods request. `initialisation`: seconds in which a pod's cpu says nothing; undefined for other resources. */
export function byUtilisation(
  pods: readonly ScaledPod[],
  scaling: Scaling,
  initialisation: number | undefined,
): Advice {
  if (pods.some(({ request }) => request === undefined)) return unknown('a pod does not say what it requests')
  const groups = grouped(pods, pod => initialisation !== undefined && warming(pod, initialisation))
  const { counted } = groups
  if (sum(counted.map(({ request }) => request)) === 0) return unknown('no metrics of any ready pod')
  const percentOf = (samples: readonly Sample[]) =>
    Math.floor((100 * sum(samples.map(({ use }) => use))) / sum(samples.map(({ request }) => request)))
  const replicas = recounted(groups, scaling, {
    ratioOf: samples => percentOf(samples) / scaling.target,
    whenFew: ({ request }) => request,
  })
  return { kind: 'scale', replicas, measured: percentOf(counted), average: mean(counted) }
}

/** Target: what each pod should have of a metric of its own. Readiness does not matter. */
export function byPodMetric(pods: readonly ScaledPod[], scaling: Scaling): Advice {
  const groups = grouped(pods, () => false)
  if (groups.counted.length === 0) return unknown('no metrics of any pod')
  const replicas = recounted(groups, scaling, {
    ratioOf: samples => mean(samples) / scaling.target,
    whenFew: () => scaling.target,
  })
  return { kind: 'scale', replicas, measured: mean(groups.counted) }
}

/** Target: one value for all together, of some object or from outside. */
export function byValue(levels: readonly number[], pods: readonly ScaledPod[], scaling: Scaling): Advice {
  if (levels.length === 0) return unknown('no metrics')
  const measured = sum(levels)
  const ratio = measured / scaling.target
  if (scaling.replicas === 0) return { kind: 'scale', replicas: Math.ceil(ratio), measured }
  if (isClose(ratio, scaling)) return { kind: 'scale', replicas: scaling.replicas, measured }
  if (pods.length === 0) return unknown('no pods')
  const up = pods.filter(({ phase, ready }) => phase === 'Running' && ready).length
  return { kind: 'scale', replicas: Math.ceil(ratio * up), measured }
}

/** Target: each replica's share of such a value. */
export function byShare(levels: readonly number[], scaling: Scaling): Advice {
  if (levels.length === 0) return unknown('no metrics')
  const { replicas, target } = scaling
  const all = sum(levels)
  const unchanged = isClose(all / (target * replicas), scaling) || (all === 0 && replicas === 0)
  const measured = replicas === 0 ? 0 : Math.ceil(all / replicas)
  return { kind: 'scale', replicas: unchanged ? replicas : Math.ceil(all / target), measured }
}

interface Sample {
  readonly use: number
  readonly request: number
}

interface Groups {
  readonly counted: readonly Sample[]
  /** Nothing is known of them. */
  readonly missing: readonly Sample[]
  /** Not up, so what is known of them says nothing. */
  readonly ignored: readonly Sample[]
}

function grouped(pods: readonly ScaledPod[], isWarming: (pod: ScaledPod) => boolean): Groups {
  const groups: Record<keyof Groups, Sample[]> = { counted: [], missing: [], ignored: [] }
  for (const pod of pods.filter(({ deleting, phase }) => !deleting && phase !== 'Failed')) {
    const sample = { use: pod.metric ?? 0, request: pod.request ?? 0 }
    if (pod.phase === 'Pending') groups.ignored.push(sample)
    else if (pod.metric === undefined) groups.missing.push(sample)
    else groups[isWarming(pod) ? 'ignored' : 'counted'].push(sample)
  }
  return groups
}

const warming = ({ ready, age }: ScaledPod, initialisation: number) =>
  !ready || (age !== undefined && age < initialisation)

interface Measure {
  readonly ratioOf: (samples: readonly Sample[]) => number
  /** What a pod of which nothing is known is taken to use where fewer pods would do; where more are wanted, nothing. */
  readonly whenFew: (sample: Sample) => number
}

function recounted({ counted, missing, ignored }: Groups, scaling: Scaling, measure: Measure): number {
  const { replicas } = scaling
  const first = measure.ratioOf(counted)
  if (missing.length === 0 && (ignored.length === 0 || first <= 1)) {
    return isClose(first, scaling) ? replicas : Math.ceil(first * counted.length)
  }
  const all = [...counted, ...filledIn(missing, first, measure), ...(first > 1 ? ignored.map(idle) : [])]
  const again = measure.ratioOf(all)
  if (isClose(again, scaling) || (first < 1 && again > 1) || (first > 1 && again < 1)) return replicas
  const wanted = Math.ceil(again * all.length)
  const backwards = again < 1 ? wanted > replicas : wanted < replicas
  return backwards ? replicas : wanted
}

/** At the target exactly, there is no direction to fill them in against. */
function filledIn(missing: readonly Sample[], ratio: number, { whenFew }: Measure): readonly Sample[] {
  if (ratio === 1) return []
  return missing.map(sample => ({ ...sample, use: ratio < 1 ? whenFew(sample) : 0 }))
}

const idle = (sample: Sample): Sample => ({ ...sample, use: 0 })
const isClose = (ratio: number, { tolerance }: Scaling) => Math.abs(1 - ratio) <= tolerance
const unknown = (why: string): Advice => ({ kind: 'unknown', why })
const sum = (numbers: readonly number[]) => numbers.reduce((all, each) => all + each, 0)
const mean = (samples: readonly Sample[]) => Math.floor(sum(samples.map(({ use }) => use)) / samples.length)
