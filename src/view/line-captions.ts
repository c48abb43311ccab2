/**
 * What a trick is called where it does not come to what it usually does: told by the
 * command that it stands for, so that the words and the command cannot disagree.
 */

import type { Lane, Verb } from '../model/command'

const BY_LINE: readonly (readonly [starts: string, caption: string])[] = [
  ['openstack server start ', 'UNDO.boxes.start'],
  ['openstack server reboot ', 'UNDO.boxes.reboot'],
  ['openstack server resize --flavor ', 'SCALE.boxes.resize'],
  ['openstack server resize confirm ', 'SAVE.boxes.confirm'],
  ['openstack server resize --confirm ', 'SAVE.boxes.confirm'],
  ['openstack server resize revert ', 'UNDO.boxes.revert'],
  ['openstack server resize --revert ', 'UNDO.boxes.revert'],
  ['kubectl rollout pause ', 'SAVE.bowl.pause'],
  ['kubectl rollout resume ', 'SAVE.bowl.resume'],
  ['openstack volume create --', 'SAVE.backpack.prove'], // --snapshot, or --size of 2017
  ['openstack volume backup restore ', 'SAVE.backpack.prove'],
  ['ssh drill ', 'SAVE.backpack.prove'],
  ['patronictl switchover ', 'MOVE.backpack.switchover'],
  ['kubectl taint nodes ', 'UNDO.plate.untaint'],
  ['openstack baremetal node power off ', 'SAVE.plate.fence'],
  ['openstack baremetal node power on ', 'UNDO.plate.on'],
  ['openstack baremetal node reboot ', 'UNDO.plate.reset'],
  ['openstack baremetal node manage ', 'UNDO.plate.provide'],
  ['openstack baremetal node provide ', 'UNDO.plate.provide'],
  ['openstack baremetal node maintenance unset ', 'UNDO.plate.provide'],
  ['ansible-playbook -i ', 'UNDO.slab.redeploy'],
  ['cockroach debug recover ', 'UNDO.backpack.recover'],
  ['mysql -h ', 'UNDO.backpack.recover'],
]

/** Off a host that lives is another thing than off one that is lost; the command is chosen by that already. */
export const isEvacuation = (line: string): boolean => /(?:^|&& )(?:openstack \S+ \S+ server|nova) evacuate /.test(line)

/** An etcd that was stopped is started again. */
export const startsEtcd = (line: string): boolean => / systemctl restart etcd$|\.away\/etcd\.yaml /.test(line)

/** Of a network volume, of a claim, of a local disk. */
const KEEPS_A_DISK = /^openstack volume snapshot create |\.volumesnapshot\.yaml$| \| rbd import /

/** A CronJob, or a timer of systemd's. */
const AUTOMATES = /\.cronjob\.yaml|-backup\.timer/

/** Undefined where it is called as it usually is. */
export function captionByLine(verb: Verb, asked: string, lane: Lane | undefined): string | undefined {
  const line = asked.replace(/^kubectl --context \S+ /, 'kubectl ') // in whichever cluster
  if (verb === 'SAVE' && AUTOMATES.test(line)) return 'SAVE.automate'
  if (verb === 'SAVE' && KEEPS_A_DISK.test(line)) return lane === 'slab' ? undefined : 'SAVE.backpack'
  const said = line.replace(/^kubectl --context \S+ /, 'kubectl ')
  const own = BY_LINE.find(([starts]) => said.startsWith(starts))?.[1]
  return own?.startsWith(`${verb}.`) ? own : undefined
}
