/**
 * Every colour of the game: Endesga 32, by Endesga, free to use. Two variants of it
 * are about; this list is ours, and a test holds all sprites to it.
 *
 * A meaning has a colour, a shape and a pattern, so that none depends on colour alone.
 * Lane colours are never used for alarms.
 */

import type { Lane } from '../model/command'
import type { Sticker } from '../model/workload'
import type { Tone } from './tone'

export const ENDESGA = [
  '#be4a2f',
  '#d77643',
  '#ead4aa',
  '#e4a672',
  '#b86f50',
  '#733e39',
  '#3e2731',
  '#a22633',
  '#e43b44',
  '#f77622',
  '#feae34',
  '#fee761',
  '#63c74d',
  '#3e8948',
  '#265c42',
  '#193c3e',
  '#124e89',
  '#0099db',
  '#2ce8f5',
  '#ffffff',
  '#c0cbdc',
  '#8b9bb4',
  '#5a6988',
  '#3a4466',
  '#262b44',
  '#181425',
  '#ff0044',
  '#68386c',
  '#b55088',
  '#f6757a',
  '#e8b796',
  '#c28569',
] as const
export type Colour = (typeof ENDESGA)[number]

/** What a colour is for. Art and pages name these, never a colour. */
export const ROLES = {
  ink: '#181425',
  night: '#262b44',
  dusk: '#3a4466',
  slate: '#5a6988',
  steel: '#8b9bb4',
  silver: '#c0cbdc',
  white: '#ffffff',

  bowlDeep: '#124e89',
  bowl: '#0099db',
  bowlLit: '#2ce8f5',
  boxesDeep: '#68386c',
  boxes: '#b55088',
  boxesLit: '#f6757a',
  slabDeep: '#be4a2f',
  slab: '#f77622',
  slabLit: '#feae34',

  alarm: '#ff0044',
  blood: '#a22633',
  red: '#e43b44',
  sun: '#fee761',
  leaf: '#63c74d',
  moss: '#3e8948',
  pine: '#265c42',
  sea: '#193c3e',

  bark: '#3e2731',
  soil: '#733e39',
  clay: '#b86f50',
  rust: '#d77643',
  tan: '#c28569',
  sand: '#e4a672',
  peach: '#e8b796',
  cream: '#ead4aa',
} as const satisfies Record<string, Colour>
export type Role = keyof typeof ROLES

/** Dark, middle, light. The light one may carry text on the grounds. */
export const LANE_COLOURS = {
  bowl: ['bowlDeep', 'bowl', 'bowlLit'],
  rail: ['dusk', 'silver', 'white'],
  boxes: ['boxesDeep', 'boxes', 'boxesLit'],
  slab: ['slabDeep', 'slab', 'slabLit'],
} as const satisfies Record<Lane, readonly [Role, Role, Role]>

export interface ToneLook {
  readonly colour: Role
  /** Of a lamp or a pip. */
  readonly shape: 'hollow' | 'ring' | 'disc' | 'wedge' | 'cross' | 'slot'
  /** Of a meter or a plate's face. */
  readonly pattern: 'none' | 'dots' | 'solid' | 'stripes' | 'checks' | 'grid'
  /** Whether it moves, at most three times a second. */
  readonly blinks: boolean
}

export const TONE_LOOKS = {
  idle: { colour: 'slate', shape: 'hollow', pattern: 'none', blinks: false },
  waiting: { colour: 'silver', shape: 'ring', pattern: 'dots', blinks: false },
  well: { colour: 'leaf', shape: 'disc', pattern: 'solid', blinks: false },
  strained: { colour: 'sun', shape: 'wedge', pattern: 'stripes', blinks: false },
  failing: { colour: 'alarm', shape: 'cross', pattern: 'checks', blinks: true },
  down: { colour: 'blood', shape: 'slot', pattern: 'grid', blinks: true },
} as const satisfies Record<Tone, ToneLook>

export interface StickerLook {
  readonly colour: Role
  readonly icon: string
}

export const STICKER_LOOKS = {
  BOLT: { colour: 'slabLit', icon: 'bolt' },
  HEAVY: { colour: 'cream', icon: 'weight' },
  ANCHOR: { colour: 'boxesLit', icon: 'anchor' },
  LOCK: { colour: 'leaf', icon: 'padlock' },
  DISK: { colour: 'silver', icon: 'disk' },
  CREW: { colour: 'sand', icon: 'crew' },
  TICK: { colour: 'sun', icon: 'clock' },
  SHIP: { colour: 'white', icon: 'ship' },
  BALLOON: { colour: 'peach', icon: 'balloon' },
  GHOST: { colour: 'bowlLit', icon: 'ghost' },
} as const satisfies Record<Sticker, StickerLook>

/** What words may be written in, and on what. */
export const TEXT_COLOURS = [
  'white',
  'silver',
  'steel',
  'sun',
  'bowlLit',
  'boxesLit',
  'slabLit',
  'leaf',
] as const satisfies readonly Role[]
export const TEXT_GROUNDS = ['ink', 'night'] as const satisfies readonly Role[]
