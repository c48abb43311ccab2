/** Cases about resources, given to the scheduler's scores and its filter: how full nodes would be, and what does not fit. */

import type { Amounts } from '../model/amounts'
import { insufficient, type Room, roomsOf } from '../sim/scheduling/fit'
import { unstatedIn } from '../sim/scheduling/score'
import {
  balancedAllocationOf,
  brokenLinear,
  isBestEffort,
  leastAllocatedOf,
  mostAllocatedOf,
  requestedToCapacityRatioOf,
  type Share,
  sharesOf,
  wrongWeight,
} from '../sim/storage/allocation'
import { podRequests, sumOf } from '../sim/traffic/requests'
import type { BrokenLinearCase, FitCase, Got, ScoreCase } from './fidelity-cases'

/** Kubernetes' names for what the file calls otherwise. */
const OWN_NAMES: Readonly<Record<string, string>> = {
  milliCPU: 'cpu',
  ephemeralStorage: 'ephemeral-storage',
  hugepages2Mi: 'hugepages-2Mi',
}
const ownName = (name: string) => OWN_NAMES[name] ?? name
const fileName = (name: string) => Object.keys(OWN_NAMES).find(each => OWN_NAMES[each] === name) ?? name
const own = (amounts: Amounts): Amounts =>
  Object.fromEntries(Object.entries(amounts).map(([name, amount]) => [ownName(name), amount]))

const partsOf = ({ containers, initContainers = [], overhead = {} }: ScoreCase['pod']) => ({
  containers: containers.map(own),
  initContainers: initContainers.map(own),
  overhead: own(overhead),
})

const UNSTATED = unstatedIn('now')

export const leastAllocated = (given: ScoreCase) => scored(given, leastAllocatedOf, UNSTATED)

export const mostAllocated = (given: ScoreCase) => scored(given, mostAllocatedOf, UNSTATED)

export const requestedToCapacityRatio = (given: ScoreCase) =>
  scored(given, shares => requestedToCapacityRatioOf(shares, given.config.shape ?? []), UNSTATED)

/** By what was really requested. */
export function balanced(given: ScoreCase): Got {
  const wants = podRequests(partsOf(given.pod))
  return isBestEffort(resourcesOf(given), wants) ? { skip: true } : scored(given, balancedAllocationOf, {})
}

const resourcesOf = ({ config }: ScoreCase) =>
  config.resources.map(({ name, weight }) => ({ name: ownName(name), weight }))

function scored(given: ScoreCase, scoreOf: (shares: readonly Share[]) => number, unstated: Amounts): Got {
  const resources = resourcesOf(given)
  if (resources.length === 0) return { error: true }
  const wrong = wrongWeight(resources)
  if (wrong !== -1) return { configError: true, badResourceIndex: wrong }
  const wants = podRequests(partsOf(given.pod), unstated)
  const scores = given.nodes.map(({ name, allocatable, existingPods }) => {
    const requested = sumOf(existingPods.map(pod => podRequests({ containers: pod.map(own) }, unstated)))
    return [name, scoreOf(sharesOf(resources, wants, { requested, allocatable: own(allocatable) }))]
  })
  return { scores: Object.fromEntries(scores) }
}

/** At each place that the case asks about. */
export const brokenLinearValues = ({ config, expected }: BrokenLinearCase): Got => ({
  values: Object.fromEntries(Object.keys(expected.values).map(at => [at, brokenLinear(config.points, Number(at))])),
})

export function fit({ config = {}, nodes, pod }: FitCase): Got {
  const [node] = nodes
  if (!node) throw new TypeError('no node')
  const { pods: mostPods, ...allocatable } = node.allocatable
  const room = { allocatable: own(allocatable), requested: own(node.requested), pods: node.podCount, mostPods }
  const { ignoredResources: resources = [], ignoredResourceGroups: groups = [] } = config
  const lacks = insufficient(roomsOf(podRequests(partsOf(pod)), room, { resources, groups }))
  return { fits: lacks.length === 0, insufficient: lacks.map(told) }
}

const told = ({ resource, ...figures }: Room) => ({
  resource: fileName(resource),
  ...figures,
  reason: resource === 'pods' ? 'Too many pods' : `Insufficient ${resource}`,
})
