/**
 * The tricks on a rider on the slab: the machine that is its alone.
 */

import type { Volume } from '../model/volume'
import type { Seen } from '../model/world'
import { memberCommand } from '../sim/systemd'
import { unitsIn } from './carriers'
import { hasPrimary, switchoverLine, switchoverPlan } from './engine-lines'
import { provisionLine } from './lines'
import { orders, type Plan, refused } from './plan'
import { byRules } from './play'
import type { Run } from './run'
import type { RiderOn, Trick, Tricks } from './tricks'
import { VOLUME_TRICKS } from './tricks-volume'

export const SLAB_TRICKS: Tricks<RiderOn> = {
  SCALE: {
    plan: (_, { workload }) => orders({ order: 'provision', workload: workload.id, machine: undefined }),
    line: (run, { workload }) => provisionLine(run, workload, undefined),
  },
  SAVE: withDisk(({ id }) => orders({ order: 'snapshot', volume: id }), VOLUME_TRICKS.SAVE.line),
  UNDO: withDisk(({ id }) => orders({ order: 'restore', volume: id }), VOLUME_TRICKS.UNDO.line),
  MOVE: { plan: failOver, line: failOverLine },
}

function withDisk(plan: (volume: Seen<Volume>) => Plan, line: Trick<Seen<Volume>>['line']): Trick<RiderOn> {
  return {
    plan: ({ world }, { workload }) => {
      const volume = world.volumes[workload.volume]
      return volume ? plan(volume) : refused(byRules('refused.nothingToSave'))
    },
    line: (run, { workload }) => {
      const volume = run.world.volumes[workload.volume]
      return volume ? line(run, volume) : ''
    },
  }
}

/** To a standby that somebody placed before: it is put in service. Where Patroni watches over them, it is asked to. */
function failOver(run: Seen<Run>, { workload }: RiderOn): Plan {
  if (hasPrimary(run, workload.id) && !standbyOf(run, workload)) return switchoverPlan(workload.id)
  const standby = standbyOf(run, workload)
  return standby ? orders({ order: 'cut-over', workload: workload.id }) : refused(byRules('refused.noStandby'))
}

function failOverLine(run: Seen<Run>, { workload }: RiderOn): string {
  if (hasPrimary(run, workload.id) && !standbyOf(run, workload)) return switchoverLine(run, workload.id)
  const standby = standbyOf(run, workload)
  return standby ? memberCommand(standby, workload.spec.name) : ''
}

const standbyOf = (run: Seen<Run>, workload: RiderOn['workload']) =>
  unitsIn(run.world, workload, 'slab').find(unit => unit.ready && !unit.inService)
