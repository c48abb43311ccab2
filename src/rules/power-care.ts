/**
 * What a plate's tricks do to the machine under it, over its own controller (IPMI), where
 * nobody on it can be asked any more.
 *
 * SAVE on a plate that is not heard switches its machine off: nothing new lands there
 * anyway, and what may still write there writes no more. That is what makes it safe to
 * confirm it dead or to evacuate it; if it was off already, its controller says so. UNDO
 * switches on what somebody switched off, and resets what hangs.
 */

import type { Machine } from '../model/baremetal'
import type { Id } from '../model/refs'
import type { Seen } from '../model/world'
import { isFencedOff, type PowerState } from '../sim/metal/power'
import { orders } from './plan'
import type { Run } from './run'
import type { Trick } from './tricks'

type Care = PowerState | undefined

/** Of a trick as it is, unless the machine under the plate needs something else first. */
export function withPower<On>(
  machineOf: (on: On, run: Seen<Run>) => Id,
  care: (machine: Seen<Machine>, on: On) => Care,
  trick: Trick<On>,
): Trick<On> {
  const needs = (run: Seen<Run>, on: On) => {
    const machine = run.world.machines[machineOf(on, run)]
    const target = machine && care(machine, on)
    return target && { machine, target }
  }
  return {
    plan: (run, on) => {
      const needed = needs(run, on)
      return needed
        ? orders({ order: 'set-power', machine: needed.machine.id, target: needed.target })
        : trick.plan(run, on)
    },
    line: (run, on) => {
      const needed = needs(run, on)
      return needed ? LINES[needed.target](needed.machine.name) : trick.line(run, on)
    },
  }
}

const LINES: Readonly<Record<PowerState, (machine: string) => string>> = {
  'power on': name => `openstack baremetal node power on ${name}`,
  'power off': name => `openstack baremetal node power off ${name}`,
  rebooting: name => `openstack baremetal node reboot ${name}`,
}

/** What is off by somebody's hand is on again; what stands still is reset. */
export const wakes = (machine: Seen<Machine>): Care =>
  machine.hung ? 'rebooting' : isFencedOff(machine) ? 'power on' : undefined
