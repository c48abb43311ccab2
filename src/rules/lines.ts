/**
 * Command lines that ROUTE and the tricks have in common: a server, a machine.
 *
 * A machine that is deployed already only needs its unit started; one under way is
 * waited for; Ironic deploys nothing that has no image.
 */

import type { Machine } from '../model/baremetal'
import type { Seen, Workload, World } from '../model/world'
import { bestMachine } from '../sim/metal/ironic'
import type { Run } from './run'

export const inTurn = (...lines: readonly string[]) => lines.filter(line => line !== '').join(' && ')

export const bootLine = ({ spec }: Seen<Workload>) =>
  `openstack server create --flavor ${spec.flavor} --image ${spec.image}${spec.bootVolumeGiB === undefined ? '' : ` --boot-from-volume ${spec.bootVolumeGiB}`}`

/** A guest with a role of its own is built of the same image as a machine. */
/** `project`: whose, if it is not the operator's own. */
/** `hint`: for the scheduler. */
export const guestLine = (flavor: string, name: string, project?: string, hint = '') =>
  `openstack ${project === undefined ? '' : `--os-project-name ${project} `}server create --flavor ${flavor} --image server${hint} ${name}`

const IMAGE = 'http://images.example/server.qcow2'

export const deployLine = (machine: string) =>
  `openstack baremetal node set ${machine} --instance-info image_source=${IMAGE} --instance-info image_checksum=${IMAGE}.sha256 && openstack baremetal node deploy ${machine}`

/** `first`: what is done there before the unit starts. */
export function provisionLine(
  { world }: Seen<Run>,
  workload: Seen<Workload>,
  only: string | undefined,
  first: (host: string) => string = () => '',
): string {
  const { spec } = workload
  const machine = bestMachine(world, spec.requests, only)
  const name = machineName(world, workload, only)
  const started = `ssh ${name} sudo systemctl enable --now ${spec.name}`
  return inTurn(...untilActive(name, machine), first(name), started)
}

/** Which it would be; under its own name where there is none. */
export const machineName = (world: Seen<World>, { spec }: Seen<Workload>, only: string | undefined): string =>
  bestMachine(world, spec.requests, only)?.name ?? only ?? spec.name

function untilActive(name: string, machine: Seen<Machine> | undefined): readonly string[] {
  if (machine?.state === 'active') return []
  if (!machine || machine.state === 'available') return [`${deployLine(name)} --wait`]
  return [
    `until openstack baremetal node show ${name} -f value -c provision_state | grep -qx active; do sleep 10; done`,
  ]
}
