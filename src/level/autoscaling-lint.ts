/**
 * Do node groups name what is in the park, and do autoscalers' bounds stand the right way
 * round?
 */

import type { Level } from './level'
import { unknown } from './names'
import type { Path, Problem } from './problem'

export const autoscalingProblems = (level: Level): readonly Problem[] => [
  ...groupProblems(level),
  ...level.workloads.flatMap(({ autoscale }, i) =>
    autoscale
      ? wrongWayRound(['workloads', i, 'autoscale', 'minReplicas'], autoscale.minReplicas, autoscale.maxReplicas)
      : [],
  ),
]

function groupProblems({ park }: Level): readonly Problem[] {
  const flavors = park.flavors.map(({ name }) => name)
  const guests = (park.servers ?? []).map(({ name }) => name)
  return (park.nodeGroups ?? []).flatMap(({ flavor, servers = [], minSize, maxSize }, i) => [
    ...(flavor === undefined
      ? []
      : unknown(['park', 'nodeGroups', i, 'flavor'], flavor, 'flavor of this park', flavors)),
    ...servers.flatMap((it, j) => unknown(['park', 'nodeGroups', i, 'servers', j], it, 'server of this park', guests)),
    ...wrongWayRound(['park', 'nodeGroups', i, 'minSize'], minSize, maxSize),
  ])
}

const wrongWayRound = (path: Path, least: number, most: number): readonly Problem[] =>
  least <= most
    ? []
    : [{ code: 'KOD-S016', path, message: `The least (${least}) cannot be more than the most (${most})` }]
