/** Boards beyond level 1: the fullest one, one where everything is down, every state a rider can be in. */

import type { Sticker } from '../../src/model/workload'
import type { PipView } from '../../src/view/incident-view'
import type { ParkView } from '../../src/view/park-view'
import type { PlateView } from '../../src/view/plate-view'
import type { RiderView } from '../../src/view/rider-view'
import { aLane, aPark, aPip, aPlate, aRider, helloCard, renderCard, tillCard } from '../given-view'

const pips = (rider: string, many: number, tone: RiderView['tone'] = 'well', over: Partial<PipView> = {}) =>
  Array.from({ length: many }, (_, at) => aPip(rider, { key: `${rider}-${at}`, tone, ...over }))

const node = (name: string, over: Partial<PlateView> = {}) =>
  aPlate({ kind: 'machine', name, above: [aPlate({ kind: 'node', name, ...over })] })
const server = (name: string, over: Partial<PlateView> = {}) =>
  aPlate({ kind: 'server', name, pips: pips(name.replace(/-\d+$/, ''), 1), ...over })
const hypervisor = (name: string, above: readonly PlateView[], over: Partial<PlateView> = {}) =>
  aPlate({ kind: 'machine', name, above: [aPlate({ kind: 'hypervisor', name, above, ...over })] })
const slab = (name: string, over: Partial<PlateView> = {}) => aPlate({ kind: 'machine', name, gpus: 4, ...over })

const inBowl: readonly (readonly [string, readonly Sticker[], Partial<RiderView>])[] = [
  ['web', ['GHOST'], {}],
  ['blog', ['SHIP', 'GHOST'], { state: 'air', tone: 'waiting', done: 350_000 }],
  ['sale', ['BALLOON'], { tone: 'strained', marked: true }],
  ['orders', ['DISK'], { state: 'bailed', tone: 'failing' }],
  ['chat', ['CREW'], {}],
  ['guest', ['LOCK', 'BALLOON'], { state: 'hung', tone: 'waiting' }],
]

/** Every state at once, on a well filled board. */
export const busy: ParkView = aPark({
  tick: 700,
  lanes: [
    aLane('bowl', {
      tone: 'strained',
      utilisation: 830_000,
      plates: [
        node('b1', { pips: [...pips('web', 2), ...pips('sale', 3, 'strained')] }),
        node('b2', { state: 'down', pips: pips('web', 3) }),
        node('b3', { pips: [...pips('sale', 2, 'waiting'), ...pips('chat', 1, 'failing')], marked: true }),
        node('b4', { pips: pips('chat', 2, 'idle') }),
      ],
      riders: inBowl.map(([name, stickers, over]) => aRider({ name, stickers, plate: 'node/b1', ...over })),
    }),
    aLane('boxes', {
      tone: 'well',
      utilisation: 610_000,
      plates: [
        hypervisor('h1', [
          server('till-0'),
          server('cron-0', { state: 'building', done: 600_000, pips: [] }),
          server('erp-0'),
        ]),
        hypervisor('h2', [server('db-0', { state: 'down' }), server('db-1')], { state: 'down' }),
        hypervisor('h3', [server('mail-0')]),
      ],
      riders: [
        aRider({ name: 'till', stickers: ['ANCHOR'], plate: 'server/till-0' }),
        aRider({
          name: 'cron',
          stickers: ['TICK'],
          plate: 'server/cron-0',
          state: 'air',
          tone: 'waiting',
          done: 600_000,
        }),
        aRider({ name: 'erp', stickers: ['LOCK', 'DISK'], plate: 'server/erp-0', state: 'ready', tone: 'waiting' }),
        aRider({ name: 'db', stickers: ['CREW', 'ANCHOR'], plate: 'server/db-0', failing: true, tone: 'down' }),
        aRider({ name: 'mail', stickers: ['DISK'], plate: 'server/mail-0' }),
      ],
    }),
    aLane('slab', {
      tone: 'failing',
      utilisation: 1_000_000,
      plates: [
        slab('s1', { pips: pips('train', 1) }),
        slab('s2', { state: 'ordered', word: 'wait call-back', done: 550_000 }),
        slab('s3', { state: 'spare', word: 'available' }),
        slab('s4'),
      ],
      riders: [
        aRider({ name: 'train', stickers: ['BOLT'], plate: 'machine/s1' }),
        aRider({
          name: 'render',
          stickers: ['BOLT', 'HEAVY'],
          plate: 'machine/s2',
          state: 'air',
          done: 550_000,
          failing: true,
        }),
      ],
    }),
  ],
  deck: {
    up: { ...tillCard, name: 'night', stickers: ['ANCHOR', 'TICK'] },
    next: [helloCard, { ...renderCard, name: 'model' }, { ...helloCard, name: 'b' }],
  },
})

/** Fourteen in each lane: the most there can be. */
export const crowded: ParkView = aPark({
  lanes: busy.lanes.map(lane => ({
    ...lane,
    riders: Array.from({ length: 14 }, (_, at) =>
      aRider({ name: `${lane.lane}-${at}`, stickers: at % 3 ? ['GHOST'] : ['DISK'] }),
    ),
  })),
})

export const SCENES = { crowded }
