/**
 * The tricks on a backpack: a single disk has those of a volume, and what keeps its data
 * in copies those of its engine.
 *
 * Of such a one SCALE adds a copy, which is one more process with a disk of its own,
 * wherever the rider rides. MOVE has another copy take the writes (Patroni); UNDO lets
 * what lost its majority for good go on from whoever is left (CockroachDB, Galera), at
 * the price of what only the others had. The rest is refused, for one copy is not to be
 * saved or set back by itself.
 */

import type { Lane } from '../model/command'
import type { Store, StoreMember } from '../model/store'
import type { Volume } from '../model/volume'
import type { Seen, World } from '../model/world'
import { clusterOf } from '../sim/control-plane/working'
import { recoversOn } from '../sim/storage/quorum-store'
import { memberLabel } from '../sim/storage/store-names'
import { switchoverLine, switchoverPlan } from './engine-lines'
import { inContext } from './lanes'
import { inTurn } from './lines'
import { orders, refused } from './plan'
import { byRules } from './play'
import type { Run } from './run'
import type { RiderOn, Trick, Tricks } from './tricks'
import { BOWL_TRICKS } from './tricks-bowl'
import { BOXES_TRICKS } from './tricks-boxes'
import { SLAB_TRICKS } from './tricks-slab'
import { VOLUME_TRICKS } from './tricks-volume'

type VolumeOn = Seen<Volume>

const MORE: Readonly<Record<Lane, Trick<RiderOn>>> = {
  bowl: BOWL_TRICKS.SCALE,
  rail: BOWL_TRICKS.SCALE,
  boxes: BOXES_TRICKS.SCALE,
  slab: SLAB_TRICKS.SCALE,
}

export const BACKPACK_TRICKS: Tricks<VolumeOn> = {
  SCALE: {
    plan: (run, volume) => {
      const on = copiesOf(run, volume)
      return on?.rider.lane ? MORE[on.rider.lane].plan(run, on) : refused(byRules('refused.oneCopy'))
    },
    line: (run, volume) => {
      const on = copiesOf(run, volume)
      return on?.rider.lane ? MORE[on.rider.lane].line(run, on) : ''
    },
  },
  SAVE: VOLUME_TRICKS.SAVE,
  UNDO: {
    plan: (run, volume) =>
      canRecover(run, volume)
        ? orders({ order: 'recover-quorum', workload: volume.workload })
        : VOLUME_TRICKS.UNDO.plan(run, volume),
    line: (run, volume) => (canRecover(run, volume) ? recoverLine(run, volume) : VOLUME_TRICKS.UNDO.line(run, volume)),
  },
  MOVE: {
    plan: (run, volume) =>
      kindOf(run, volume) === 'primary' ? switchoverPlan(volume.workload) : VOLUME_TRICKS.MOVE.plan(run, volume),
    line: (run, volume) =>
      kindOf(run, volume) === 'primary'
        ? switchoverLine(run, volume.workload)
        : canRecover(run, volume)
          ? ''
          : VOLUME_TRICKS.MOVE.line(run, volume),
  },
}

/** The rider whose data it is, if its engine keeps copies. */
function copiesOf(run: Seen<Run>, volume: VolumeOn): RiderOn | undefined {
  const workload = run.world.workloads[volume.workload]
  const rider = run.play.riders.find(each => each.workload === volume.workload)
  const copies = workload?.spec.data?.copies ?? 'one'
  return workload && rider && copies !== 'one' ? { rider, workload } : undefined
}

const kindOf = ({ world }: Seen<Run>, { workload }: VolumeOn) =>
  world.stores[world.workloads[workload]?.store ?? -1]?.kind

/** Where a majority may be gone for good. */
const canRecover = (run: Seen<Run>, volume: VolumeOn) => ['quorum', 'galera'].includes(kindOf(run, volume) ?? '')

/**
 * Its plan is made and laid down through a node that lives, and carried out by those that
 * it is for as they start; until then `verify` says that it is not finished.
 */
function recoverLine({ world }: Seen<Run>, { workload }: VolumeOn): string {
  const store = world.stores[world.workloads[workload]?.store ?? -1]
  const host = `${world.workloads[workload]?.spec.name}.example`
  if (store?.kind === 'galera') return `mysql -h ${host} -e "SET GLOBAL wsrep_provider_options='pc.bootstrap=YES'"`
  const at = `--host ${host}`
  const members = store?.kind === 'quorum' ? recoversOn(store).map(member => restartLine(world, store, member)) : []
  return inTurn(
    `cockroach debug recover make-plan ${at} --confirm y -o plan.json`,
    `cockroach debug recover apply-plan ${at} --confirm y plan.json`,
    ...members,
    `until cockroach debug recover verify ${at} plan.json; do sleep 1; done`,
  )
}

/** A pod that is deleted comes back on its claim, and rolls out no others, which would wait for those that are lost. */
function restartLine(world: Seen<World>, store: Seen<Store>, member: Seen<StoreMember>): string {
  const label = memberLabel(world, store, member)
  return world.volumes[member.volume]?.holder?.kind === 'node'
    ? inContext(world, clusterOf(world, store.workload), `kubectl delete pod/${label}`)
    : `ssh ${label} sudo systemctl restart ${world.workloads[store.workload]?.spec.name}`
}
