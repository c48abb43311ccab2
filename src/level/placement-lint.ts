/**
 * Does what a level says of places name workloads that there are, is the profile's shape one
 * that the scheduler would start with, and can its volumes be mounted so?
 */

import type { Level } from './level'
import { type Path, type Problem, wrongWord } from './problem'

export const placementProblems = (level: Level): readonly Problem[] => [
  ...companyProblems(level),
  ...shapeProblems(level),
  ...accessProblems(level),
  ...tolerationProblems(level),
]

/** The API server's own words. */
const tolerationProblems = ({ workloads }: Level): readonly Problem[] =>
  workloads.flatMap(({ tolerations = [] }, i) =>
    tolerations.flatMap(({ effect = '', tolerationSeconds }, j): readonly Problem[] => {
      if (tolerationSeconds === undefined || effect === 'NoExecute') return []
      const message = `Invalid value: "${effect}": effect must be 'NoExecute' when \`tolerationSeconds\` is set`
      return [{ code: 'KOD-S016', path: ['workloads', i, 'tolerations', j, 'tolerationSeconds'], message }]
    }),
  )

/** What is mounted to read takes no writes, and what 1.6 did not know it refuses. */
const accessProblems = ({ era, workloads }: Level): readonly Problem[] =>
  workloads.flatMap(({ data }, i): readonly Problem[] => {
    const path: Path = ['workloads', i, 'data']
    if (data?.access === 'ReadOnlyMany' && data.writes > 0) {
      return [{ code: 'KOD-S016', path: [...path, 'access'], message: `Read-only file system: "writes" must be 0` }]
    }
    if (data?.access !== 'ReadWriteOncePod' || era !== '2017') return []
    const message =
      'Unsupported value: "ReadWriteOncePod": supported values: "ReadOnlyMany", "ReadWriteMany", "ReadWriteOnce"'
    return [{ code: 'KOD-S016', path: [...path, 'access'], message }]
  })

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
