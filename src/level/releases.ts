/**
 * What a level says of releases: when a workload's tenant ships which version, and what is
 * wrong with it; and how Kubernetes is to roll it out.
 */

import { DEFECTS, STRATEGIES } from '../model/rollout'
import { image, oneOf, ticks, whole } from './fields'
import { z } from './zod'

export const RELEASE = z
  .strictObject({
    at: ticks('When it is released'),
    image: image('Its image; one that the park does not name cannot be pulled'),
    defect: oneOf(
      DEFECTS,
      'defect',
      'What is wrong with it: it hangs, it ends by itself, or it answers wrongly and no probe notices',
    ).default('none'),
    migrates: z
      .boolean()
      .meta({
        description:
          'When it starts it migrates the schema of its disk: no version before it starts on that any more, and no rollback brings it back',
      })
      .exactOptional(),
    cpuMillicores: whole(0, 1_024_000, 'What one replica asks for from then on; left out, as before').exactOptional(),
    memoryMiB: whole(0, 16_777_216, 'Likewise, in MiB').exactOptional(),
  })
  .meta({ title: 'release' })

const INT_OR_PERCENT = z
  .union([z.int().min(0).max(100_000), z.templateLiteral([z.int().min(0).max(100), '%'])])
  .meta({ description: 'So many pods, or a share of the replicas ("25%")' })

export const ROLLOUT = z
  .strictObject({
    type: oneOf(STRATEGIES, 'update strategy', 'How old pods make way for new ones').exactOptional(),
    maxSurge: INT_OR_PERCENT.exactOptional(),
    maxUnavailable: INT_OR_PERCENT.exactOptional(),
    partition: whole(0, 100_000, 'Pods of a StatefulSet below it keep their revision').exactOptional(),
    progressDeadlineSeconds: whole(
      1,
      100_000,
      'Without progress for so long, a rollout is said to fail',
    ).exactOptional(),
    minReadySeconds: whole(0, 100_000, 'A pod counts as available when it has been Ready for so long').exactOptional(),
    revisionHistoryLimit: whole(0, 1_000, 'How many old revisions can be rolled back to').exactOptional(),
  })
  .meta({ title: 'rollout', description: "Left out, as the era's API sets it" })
