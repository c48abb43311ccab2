/**
 * What a lane would answer to anybody at all, whoever comes: that its API takes no order,
 * or that it has no place for even the smallest. With somebody up `rules/forecast.ts`
 * says more, since it knows who.
 */

import type { Lane } from '../model/command'
import { NOTHING } from '../model/resources'
import { OPERATOR } from '../model/tenant'
import { BYTES_PER_MIB } from '../model/units'
import type { Seen, World } from '../model/world'
import { NO_MACHINE } from '../rules/one-more'
import type { Run } from '../rules/run'
import { refusesCloud } from '../sim/cloud/cloud-api'
import { dryBoot, overQuota, whyHomeless } from '../sim/cloud/nova'
import { refusesRequest } from '../sim/explain/kubectl-words'
import { bestMachine } from '../sim/metal/ironic'
import type { NoPlaceView } from './lane-view'

export function seeClosed({ world }: Seen<Run>, lane: Lane): NoPlaceView | undefined {
  const refusal = API[lane](world)
  if (refusal !== undefined) return { count: 1, of: 1, why: refusal, refused: true, anybody: true }
  const why = PLACES[lane](world)
  return why === undefined ? undefined : { count: 1, of: 1, why, anybody: true }
}

type Answer = (world: Seen<World>) => string | undefined

const API: Readonly<Record<Lane, Answer>> = {
  bowl: world => refusesRequest(world, OPERATOR),
  rail: world => ofAll(world.tenants.map(({ cluster }) => refusesRequest(world, cluster))),
  boxes: refusesCloud,
  slab: refusesCloud,
}

const PLACES: Readonly<Record<Lane, Answer>> = {
  bowl: () => undefined, // a pod is taken, and waits
  rail: () => undefined,
  boxes: world =>
    ofAll(world.projects.map((_, project) => overQuota(world, { ...SMALLEST, project }))) ?? noHost(world),
  slab: world => (bestMachine(world, NOTHING, undefined) ? undefined : NO_MACHINE),
}

/** Who it is that comes decides whom it asks: the first of the answers, if none of them is yes. */
const ofAll = (answers: readonly (string | undefined)[]): string | undefined =>
  answers.every(answer => answer !== undefined) ? answers[0] : undefined

const SMALLEST = { vcpus: 1, ram: BYTES_PER_MIB, gpus: 0, zone: undefined } as const

const noHost: Answer = world => (dryBoot(world, SMALLEST, 1) === 0 ? undefined : whyHomeless(world, SMALLEST))
