/**
 * One cluster second: the only thing that moves the world on.
 *
 * The order of the calls in `step` is the order of cause and effect, written down once:
 * what is due wakes, controllers reconcile, the scheduler places, traffic is served,
 * the second is paid for.
 */

import type { Happening } from '../model/happening'
import type { Due, WakeEntry } from '../model/wake'
import type { Machine, Node, Pod, Seen, Server, Unit, World } from '../model/world'
import { reconcile } from './controllers'
import { machineActive, machineCallBack, machineWriting } from './ironic'
import { containerStarted, imagePulled, noticeNode, probe } from './kubelet'
import { spend } from './money'
import { serverActive, serverBooted } from './nova'
import { copied } from './plain'
import { schedulePending } from './scheduler'
import { healthCheck, unitReady } from './systemd'
import { openTelling, type Telling } from './telling'
import { serveTraffic } from './traffic'
import { takeDue } from './wake'

export interface Stepped {
  readonly happenings: readonly Happening[]
  /** What was filed by somebody above the simulation and is due now. */
  readonly handedBack: readonly Due[]
}

/** Advances `world` by one tick in place and tells what happened in it. */
export function step(world: World): Stepped {
  const tell = openTelling(world)
  const handedBack = wakeDue(world, tell)
  reconcile(world, tell)
  schedulePending(world, tell)
  serveTraffic(world, tell)
  spend(world)
  world.tick += 1
  return { happenings: tell.happenings, handedBack }
}

/** A copy that can be played on without touching the first: the other line, the theatre, a bot's thought. */
export const fork = (world: Seen<World>): World => copied(world) as World

function wakeDue(world: World, tell: Telling): readonly Due[] {
  const handedBack: Due[] = []
  for (const { due } of takeDue(world.wake, world.tick) as readonly WakeEntry[]) {
    if (!wake(world, due, tell)) handedBack.push(due)
  }
  return handedBack
}

/** False if the entry is not the simulation's. */
function wake(world: World, due: Due, tell: Telling): boolean {
  switch (due.what) {
    case 'imagePulled':
      imagePulled(world, world.pods[due.pod] as Pod, tell)
      return true
    case 'containerStarted':
      containerStarted(world, world.pods[due.pod] as Pod, tell)
      return true
    case 'probe':
      probe(world, world.pods[due.pod] as Pod, tell)
      return true
    case 'serverActive':
      serverActive(world, world.servers[due.server] as Server, tell)
      return true
    case 'serverBooted':
      serverBooted(world, world.servers[due.server] as Server, tell)
      return true
    case 'machineCallBack':
      machineCallBack(world.machines[due.machine] as Machine, tell)
      return true
    case 'machineWriting':
      machineWriting(world.machines[due.machine] as Machine)
      return true
    case 'machineActive':
      machineActive(world, world.machines[due.machine] as Machine, tell)
      return true
    case 'unitReady':
      unitReady(world, world.units[due.unit] as Unit, tell)
      return true
    case 'healthCheck':
      healthCheck(world, world.units[due.unit] as Unit, tell)
      return true
    case 'nodeMonitor':
      noticeNode(world, world.nodes[due.node] as Node, tell)
      return true
    case 'announce':
    case 'arrive':
    case 'patience':
    case 'incident':
    case 'handFree':
    case 'chart':
      return false
  }
}
