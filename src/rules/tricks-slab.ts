/**
 * The tricks on a rider on the slab: the machine that is its alone.
 *
 * UNDO takes a release back where there was one, and else sets the disk back.
 */

import type { Volume } from '../model/volume'
import type { Seen } from '../model/world'
import { memberCommand } from '../sim/hosts/systemd'
import { hostNames, unitsIn } from './carriers'
import { hasPrimary, switchoverLine, switchoverPlan } from './engine-lines'
import { inTurn, provisionLine } from './lines'
import { orders, type Plan, refused } from './plan'
import { byRules } from './play'
import type { Run } from './run'
import { memberDisk } from './server-disks'
import { redeployLine, versionBefore } from './slab-versions'
import type { RiderOn, Trick, Tricks } from './tricks'
import { VOLUME_TRICKS } from './tricks-volume'

export const SLAB_TRICKS: Tricks<RiderOn> = {
  SCALE: {
    plan: (_, { workload }) => orders({ order: 'provision', workload: workload.id, machine: undefined }),
    line: (run, { workload }) => {
      const { made, joined } = memberDisk(run.world, workload, 'machine')
      return inTurn(
        ...made,
        provisionLine(run, workload, undefined, () => inTurn(...joined)),
      )
    },
  },
  SAVE: withDisk(VOLUME_TRICKS.SAVE),
  UNDO: {
    plan: (run, on) => {
      const before = versionBefore(run, on)
      const { id } = on.workload
      return before ? orders({ order: 'release', workload: id, template: before }) : RESTORE.plan(run, on)
    },
    line: (run, on) => {
      const before = versionBefore(run, on)
      const hosts = hostNames(run.world, on.workload, 'slab')
      return before ? redeployLine(on.workload, hosts, before.image) : RESTORE.line(run, on)
    },
  },
  MOVE: { plan: failOver, line: failOverLine },
}

/** What is done to the disk that it has. */
function withDisk({ plan, line }: Trick<Seen<Volume>>): Trick<RiderOn> {
  return {
    plan: (run, { workload }) => {
      const volume = run.world.volumes[workload.volume]
      return volume ? plan(run, volume) : refused(byRules('refused.nothingToSave'))
    },
    line: (run, { workload }) => {
      const volume = run.world.volumes[workload.volume]
      return volume ? line(run, volume) : ''
    },
  }
}

const RESTORE = withDisk(VOLUME_TRICKS.UNDO)

/** To a standby that somebody placed before: it is put in service. Where Patroni watches over them, it is asked to. */
function failOver(run: Seen<Run>, { workload }: RiderOn): Plan {
  if (hasPrimary(run, workload.id) && !standbyOf(run, workload)) return switchoverPlan(workload.id)
  const standby = standbyOf(run, workload)
  return standby ? orders({ order: 'cut-over', workload: workload.id }) : refused(byRules('refused.noStandby'))
}

function failOverLine(run: Seen<Run>, { workload }: RiderOn): string {
  if (hasPrimary(run, workload.id) && !standbyOf(run, workload)) return switchoverLine(run, workload.id)
  const standby = standbyOf(run, workload)
  return standby ? memberCommand(standby, workload.spec, run.world.era) : ''
}

const standbyOf = (run: Seen<Run>, workload: RiderOn['workload']) =>
  unitsIn(run.world, workload, 'slab').find(unit => unit.ready && !unit.inService)
