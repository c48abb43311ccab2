/**
 * What conditions read of the operator's control plane. Where a level names none it always works.
 */

import type { ControlPlane } from '../model/control-plane'
import { OPERATOR } from '../model/tenant'
import type { Seen } from '../model/world'
import { expired } from '../sim/certificates'
import { lives, votersOf } from '../sim/etcd'
import { newestSaved } from '../sim/etcd-store'
import type { Run } from './run'

const ofPlane =
  (answer: (run: Seen<Run>, plane: Seen<ControlPlane>) => number, without: number) =>
  (run: Seen<Run>): number =>
    run.world.controlPlanes[OPERATOR] ? answer(run, run.world.controlPlanes[OPERATOR]) : without

const yes = (is: boolean) => (is ? 1 : 0)

const living = ({ world }: Seen<Run>, plane: Seen<ControlPlane>) =>
  votersOf(plane).filter(member => lives(world, member)).length

export const PLANE_ANSWERS = {
  'api.up': ofPlane((_, { working }) => yes(working.api), 1),
  'controllers.act': ofPlane(
    (_, { working }) => yes(working['kube-scheduler'] && working['kube-controller-manager']),
    1,
  ),
  'etcd.healthy': ofPlane(
    (run, plane) => yes(plane.working.writes && living(run, plane) === votersOf(plane).length),
    1,
  ),
  'etcd.members': ofPlane((_, plane) => votersOf(plane).length, 0),
  'etcd.living': ofPlane(living, 0),
  'etcd.saved': ofPlane(({ world }, plane) => yes(newestSaved(world, plane) !== undefined), 0),
  'certificates.valid': ofPlane(({ world }, plane) => yes(!expired(world, plane)), 1),
}
