/** Does what a level says of places name workloads that there are, and is the profile's shape one that the scheduler would start with? */

import type { Level } from './level'
import { type Path, type Problem, wrongWord } from './problem'

export const placementProblems = (level: Level): readonly Problem[] => [
  ...companyProblems(level),
  ...shapeProblems(level),
]

function companyProblems({ workloads }: Level): readonly Problem[] {
  const names = workloads.map(({ name }) => name)
  return workloads.flatMap(({ podAffinity, podAntiAffinity }, i) =>
    Object.entries({ podAffinity, podAntiAffinity }).flatMap(([key, company]) =>
      (['required', 'preferred'] as const).flatMap(how =>
        (company?.[how] ?? []).flatMap(({ workload }, j) =>
          names.includes(workload)
            ? []
            : [
                wrongWord(
                  'KOD-S010',
                  ['workloads', i, key, how, j, 'workload'],
                  workload,
                  'workload of this level',
                  names,
                ),
              ],
        ),
      ),
    ),
  )
}

/** Each point lies further on than the one before; kube-scheduler refuses any other. */
function shapeProblems({ park }: Level): readonly Problem[] {
  const points = park.scheduler?.shape ?? []
  return points.flatMap(({ utilization }, i): readonly Problem[] => {
    const before = points[i - 1]?.utilization ?? -1
    const path: Path = ['park', 'scheduler', 'shape', i, 'utilization']
    return utilization > before
      ? []
      : [{ code: 'KOD-S016', path, message: `utilization must be more than the ${before} before it` }]
  })
}
