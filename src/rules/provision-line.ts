/**
 * The command that puts a workload on a machine: one that is deployed already only
 * needs its unit started.
 */

import type { Seen } from '../model/world'
import { bestMachine } from '../sim/ironic'
import type { Run } from './run'
import type { RiderOn } from './tricks'

export function provisionLine(run: Seen<Run>, { spec }: RiderOn['workload'], only: string | undefined): string {
  const machine = bestMachine(run.world, spec.requests, only)
  if (!machine || machine.state === 'available')
    return `openstack baremetal node deploy ${machine?.name ?? only ?? spec.name}`
  return `ssh ${machine.name} sudo systemctl enable --now ${spec.name}`
}
