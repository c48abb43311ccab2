/**
 * Hosts, as pieces to be cut in nine and repeated: the middle of each tile repeats, so
 * a rack can be as wide as its column and as high as its lane allows.
 */

import { type Legend, type Picture, picture, type Rows } from './pixels'

const METAL = { a: 'steel', b: 'slate', c: 'night', d: 'dusk', k: 'ink' } as const satisfies Legend

const RACK = [
  'aaaaaaaaaaaaaaab',
  'abbbbbbbbbbbbbbc',
  'abkkkkkkkkkkkkbc',
  'abdddddddddddkbc',
  'abdkkkddkdkdkkbc',
  'abdddddddddddkbc',
  'abkkkkkkkkkkkkbc',
  'abdddddddddddkbc',
  'abdkkkddkdkdkkbc',
  'abdddddddddddkbc',
  'abbbbbbbbbbbbbbc',
  'bccccccccccccccc',
] as const

/** The same bay before anything was put in it. */
const BAY = [
  'bbb.bbb.bbb.bbb.',
  'bkkkkkkkkkkkkkkb',
  'bkkkkkkkkkkkkkkb',
  '.kkkkkkkkkkkkkk.',
  'bkkkkcckkkkcckkb',
  'bkkkkkkkkkkkkkkb',
  'bkkkkkkkkkkkkkkb',
  '.kkkkkkkkkkkkkk.',
  'bkkkkcckkkkcckkb',
  'bkkkkkkkkkkkkkkb',
  'bkkkkkkkkkkkkkkb',
  'b.bbb.bbb.bbb.bb',
] as const

const MACHINE = [
  'aaaaaaaaaaab',
  'abbbbbbbbbbc',
  'abddkdkdkdbc',
  'abddddddddbc',
  'abbbbbbbbbbc',
  'cccccccccccc',
] as const

const DECK = [
  'LLLLLLLLLLLL',
  'lmmmmmmmmmmd',
  'lddddddddddk',
  'lddddddddddk',
  'lddddddddddk',
  'lddddddddddk',
  'lddddddddddk',
  'kkkkkkkkkkkk',
] as const

const HYPERVISOR = ['mmmmmmmmmmmm', 'lddddddddddk', 'ldkddddddkdk', 'lddddddddddk', 'kkkkkkkkkkkk'] as const

/** A wall of a server, seen from its end, and the room behind its rider. */
const WALL = ['LLLL', 'Lmmm', 'Lmmd', 'Lmmd', 'Lmmd', 'Lddd', 'Lmmd', 'Lmmd', 'Lmmd', 'Lddd', 'Lmmd', 'dddd'] as const
const ROOM = ['dddddddd', 'dkkkkkkk', 'kkkkkkkk', 'kkkkkkkd', 'kkkkkkkk', 'kkkkkkkk'] as const
const SILL = ['LLLLLLLL', 'lmmmmmmm', 'lmmmmmmm', 'dddddddd'] as const

/** Where a plate would be, were it there. */
const GHOSTLY = [
  'b.bb.bb.',
  '........',
  'b......b',
  'b......b',
  '........',
  'b......b',
  'b......b',
  '.bb.bb.b',
] as const

const BOWL = { L: 'bowlLit', l: 'bowl', m: 'bowl', d: 'bowlDeep', k: 'ink' } as const satisfies Legend
const BOXES = { L: 'boxesLit', l: 'boxes', m: 'boxes', d: 'boxesDeep', k: 'bark' } as const satisfies Legend
const DEAD = { L: 'steel', l: 'slate', m: 'slate', d: 'dusk', k: 'ink' } as const satisfies Legend

/** Concrete of the slab, and its edge. */
const CONCRETE = [
  'LLLLLLLLLLLLLLLL',
  'mmmmmmmmmmmmmmmm',
  'dddddddddddddddd',
  'dddddddddddddddk',
  'dddddddddddddddd',
  'dddddkdddddddddd',
  'dddddddddddddddd',
  'ddddddddddddkddd',
] as const
const SLAB = { L: 'slabLit', m: 'slab', d: 'slabDeep', k: 'soil' } as const satisfies Legend

const tile = (rows: Rows, legend: Legend) => picture(rows, legend)

export const plates = (): Readonly<Record<string, Picture>> => ({
  'plate/rack': tile(RACK, METAL),
  'plate/rack-down': tile(RACK, { ...METAL, a: 'slate', b: 'dusk', d: 'night' }),
  'plate/bay': tile(BAY, METAL),
  'plate/machine': tile(MACHINE, METAL),
  'plate/machine-down': tile(MACHINE, { ...METAL, a: 'dusk', b: 'night', d: 'ink' }),
  'plate/node': tile(DECK, BOWL),
  'plate/node-down': tile(DECK, DEAD),
  'plate/hypervisor': tile(HYPERVISOR, BOXES),
  'plate/hypervisor-down': tile(HYPERVISOR, DEAD),
  'plate/wall': tile(WALL, BOXES),
  'plate/wall-down': tile(WALL, DEAD),
  'plate/room': tile(ROOM, { ...BOXES, k: 'ink', d: 'bark' }),
  'plate/room-down': tile(ROOM, { k: 'ink', d: 'night' }),
  'plate/sill': tile(SILL, BOXES),
  'plate/sill-down': tile(SILL, DEAD),
  'plate/ghostly': tile(GHOSTLY, { b: 'slate' }),
  'plate/concrete': tile(CONCRETE, SLAB),
})
