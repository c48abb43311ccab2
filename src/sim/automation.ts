/**
 * What somebody has had done by the clock, so that no hand need do it any more.
 *
 * Of a control plane: a CronJob takes a snapshot of etcd, and a systemd timer on each
 * member renews the certificates well before their year is over (kubeadm of 2017 cannot).
 * Of a workload with data in one copy: it is backed up, as if its author had planned it.
 *
 * Simpler than the real thing: a timer that does not fire is not simulated, a renewal by
 * timer is felt by nobody, and every snapshot is kept.
 */

import { ASSUMPTIONS } from '../model/assumptions'
import type { ControlPlane } from '../model/control-plane'
import type { Cause } from '../model/happening'
import type { Id } from '../model/refs'
import type { Volume } from '../model/volume'
import type { Seen, Workload, World } from '../model/world'
import { saveSnapshot } from './control-plane/etcd-store'
import { planeOf } from './control-plane/working'
import { refusesOneEtcd, refusesRequest } from './explain/kubectl-words'
import type { Doers } from './orders/doer'
import { backupOf, planBackup } from './storage/backup-plan'
import type { Telling } from './telling'
import { wakeAt } from './wake'

export type AutomationOrder =
  /** Snapshots of etcd and renewals, by the clock. */
  | { readonly order: 'automate-plane'; readonly cluster: Id }
  /** Backups of the disk that the workload has. */
  | { readonly order: 'automate-backups'; readonly workload: Id }

export const AUTOMATION: Doers<AutomationOrder> = {
  'automate-plane': {
    refuses: (world, { cluster }) => {
      const plane = planeOf(world, cluster)
      if (!plane) return 'error: no configuration has been provided'
      return refusesRequest(world, cluster) ?? (plane.automated ? exists(`${plane.name}-snapshot`) : undefined)
    },
    does: (world, { cluster }, tell, cause) => {
      const plane = planeOf(world, cluster)
      if (plane) automatePlane(world, plane, tell, cause)
    },
  },
  'automate-backups': {
    refuses: (world, { workload: id }) => {
      const workload = world.workloads[id] as Seen<Workload>
      return backupOf(workload) ? exists(`${workload.spec.name}-backup`) : undefined
    },
    does: (world, { workload }, tell, cause) =>
      automateBackups(world, world.workloads[workload] as Workload, tell, cause),
  },
}

const exists = (name: string) => `Error from server (AlreadyExists): cronjobs.batch "${name}" already exists`

function automatePlane(world: World, plane: ControlPlane, tell: Telling, cause: Cause): void {
  plane.automated = true
  const every = minutes(ASSUMPTIONS.automatedEvery)
  const timer = world.era === 'now' ? '; kubeadm-certs-renew.timer on each member' : ''
  const note = `CronJob ${plane.name}-snapshot: etcdctl snapshot save, every ${every}${timer}`
  plane.cause = tell.normal('Automated', 'control-plane', plane.cluster, note, cause)
  wakeAt(world.wake, world.tick + ASSUMPTIONS.automatedEvery, { what: 'planeSaved', cluster: plane.cluster })
}

/** The time of its CronJob has come. One that nobody answers has failed, and the next is tried. */
export function planeSaved(world: World, plane: ControlPlane): void {
  if (!plane.automated) return
  if (refusesOneEtcd(world, plane) === undefined) saveSnapshot(world, plane)
  wakeAt(world.wake, world.tick + ASSUMPTIONS.automatedEvery, { what: 'planeSaved', cluster: plane.cluster })
}

function automateBackups(world: World, workload: Workload, tell: Telling, cause: Cause): void {
  workload.backupEvery = ASSUMPTIONS.automatedEvery
  const volume = world.volumes[workload.volume] as Volume | undefined
  if (!volume) return
  const note = `${workload.spec.name}-backup: volume "${volume.name}", every ${minutes(workload.backupEvery)}`
  tell.normal('Automated', 'volume', volume.id, note, cause)
  planBackup(world, volume)
}

const minutes = (seconds: number) => `${Math.floor(seconds / 60)} min`

/** As `kubectl get cronjobs` and `systemctl list-timers` have it. */
export const automationLines = ({ era }: Seen<World>, { automated, name }: Seen<ControlPlane>): readonly string[] =>
  automated ? [`cronjob.batch/${name}-snapshot${era === 'now' ? ', kubeadm-certs-renew.timer' : ''}`] : []
