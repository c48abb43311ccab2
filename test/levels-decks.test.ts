/**
 * The four decks of L12 on the same lesson in four parks: each is the only one that lands in
 * one of them, so none is best.
 *
 * A variant changes the park, and which losses there are; the deck is chosen when the first
 * master is lost, or, where nothing is lost before the second, in the calm before it.
 */

import { expect, it } from 'vitest'
import { readLevel } from '../src/cli/files'
import type { Level } from '../src/level/level'
import type { WitnessLine } from '../src/level/witness'
import { TOOLS, type Tool } from '../src/model/toolbox'
import { scripted } from '../src/proof/players'
import { playOut } from '../src/proof/playing'
import { courseOf } from '../src/rules/course'
import { inFull } from './runs'

const L12 = readLevel('levels/L12-root-shop.json')

const ready = ({ runs, name }: Level['park']['machines'][number]) => runs === 'control-plane' && name !== 'm1'

interface Wish {
  /** Machines that stand ready to carry a member. */
  readonly hosts: boolean
  /** Servers that the quota has room for, beside the till's. */
  readonly room: number
  readonly losses: Level['incidents'][number][]
}

function variant({ hosts, room, losses }: Wish): Level {
  const { machines, quota } = L12.park
  const h1 = machines.find(({ name }) => name === 'h1') as Level['park']['machines'][number]
  const cloud = ['h2', 'h3'].map(name => ({ ...h1, name }))
  const kept = machines.filter(machine => hosts || !ready(machine))
  const park = { ...L12.park, machines: [...kept, ...cloud], quota: { ...quota, instances: 1 + room } }
  return { ...L12, park, incidents: [...losses] }
}

const lost = (name: string, at: number): Level['incidents'][number] => ({
  id: `lost-${name}`,
  what: 'host-down',
  at,
  target: `machine/${name}`,
})

const tick = (gte: number) => ({ is: 'metric', metric: 'tick', gte }) as const
const api = (eq: 0 | 1) => ({ is: 'metric', metric: 'api.up', eq }) as const

/** The riders as in the solution; a deck when nothing answers, or in calm from that second on, then members as it can have them. */
function playedWith(deck: Tool, calm?: number): readonly WitnessLine[] {
  const { solution } = L12
  const when: WitnessLine['when'] =
    calm === undefined ? { is: 'all', of: [tick(451), api(0)] } : { is: 'all', of: [tick(calm), api(1)] }
  const chosen: WitnessLine = { when, command: { verb: 'MOVE', target: `choice/${deck}` } }
  return [...solution.filter(({ command }) => !command.target.startsWith('choice/')), chosen]
}

const landsWith = (level: Level, calm?: number): readonly Tool[] =>
  TOOLS.filter(deck => playOut(courseOf(level), level.seed, scripted(playedWith(deck, calm))).play.outcome === 'landed')

inFull('Of the four decks', () => {
  it.each<[string, Wish, number | undefined, Tool]>([
    [
      'a master is lost now, and a machine stands ready',
      { hosts: true, room: 0, losses: [lost('m1', 450)] },
      undefined,
      'kubeadm',
    ],
    [
      'the cloud is full, and there are twenty minutes until it is lost',
      { hosts: true, room: 0, losses: [lost('m1', 2_130)] },
      600,
      'kargo',
    ],
    [
      'no machine stands ready, and of what the cloud gives a host is lost',
      { hosts: false, room: 3, losses: [lost('m1', 450), lost('h2', 2_130)] },
      undefined,
      'juju',
    ],
    [
      'no machine stands ready, and the cloud has room for one',
      { hosts: false, room: 1, losses: [lost('m1', 450)] },
      undefined,
      'heat',
    ],
  ])('%s:', (_, wish, calm, deck) => expect(landsWith(variant(wish), calm)).toEqual([deck]))
})
