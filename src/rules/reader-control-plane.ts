/**
 * What conditions read of a control plane: by the name of its cluster, the operator's where
 * they name none. One that is no part of the game always works.
 */

import type { ControlPlane } from '../model/control-plane'
import type { Seen } from '../model/world'
import { expired } from '../sim/control-plane/certificates'
import { lives, votersOf } from '../sim/control-plane/etcd'
import { newestSaved } from '../sim/control-plane/etcd-store'
import { planeNamed, planeOf } from '../sim/control-plane/working'
import type { Run } from './run'

const ofPlane =
  (answer: (run: Seen<Run>, plane: Seen<ControlPlane>) => number, without: number) =>
  (run: Seen<Run>, of: string | undefined): number => {
    const plane = of === undefined ? planeOf(run.world) : planeNamed(run.world, of)
    return plane ? answer(run, plane) : without
  }

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
