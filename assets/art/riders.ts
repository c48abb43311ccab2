/**
 * The riders, facing right: each can be told by its outline alone.
 *
 * ghost: a light kid under a pointed hood. anchor: an old, broad one with a flat cap
 * and a beard, on a long board. bolt: a big helmet, and pads on the knees. packer:
 * carries more on the back than it weighs.
 */

import type { Legend, Rows } from './pixels'

export interface Look {
  readonly legend: Legend
  readonly head: Rows
  readonly body: Rows
  readonly arms: Rows // the body with its arms thrown out
  readonly knees?: true
  readonly board: 'short' | 'long'
  /** How far the body stands from the left edge. */
  readonly bodyAt: number
  readonly headAt: number
}

const SHORTS = { t: 'slate', T: 'dusk', w: 'white', W: 'silver' } as const satisfies Legend

const GHOST_HEAD = [
  '...HHh...',
  '..HHHHh..',
  '.HHHHHHh.',
  'HHHHhDDDh',
  'HHHhDssss',
  'HHHhDeses',
  'HHHhDssss',
  '.HHhhDsS.',
  '..hhhhh..',
] as const
const GHOST_BODY = [
  '...HHHhh...',
  '..HHHHHhh..',
  '.HHhHHHhhh.',
  '.HHhHHHhDh.',
  '.HHDHaHhDh.',
  '.ssDHHHhss.',
  '..HHHHhhh..',
  '..HH.hh.hh.',
] as const
const GHOST_ARMS = [
  'ss.........s',
  '.HH......hhs',
  '..HHHHHhhh..',
  '...HHHHhh...',
  '...HHHHHh...',
  '...HHHaHh...',
  '...HHHHhh...',
  '...HHHhh....',
  '..HHHHhhh...',
  '..HH.hh.hh..',
] as const

const ANCHOR_HEAD = [
  '..CCCCCc...',
  '.CCCCCCcc..',
  'CCCCCCCcccc',
  '.gsssssS...',
  '.gsesses...',
  '.ggssssss..',
  '.gGGGGGGg..',
  '..GGgGGg...',
  '...GGGg....',
] as const
const ANCHOR_BODY = [
  '..JJJJJJJjj..',
  '.JJJJJJJJJjj.',
  'JJJjJJJJjJjjD',
  'JJjJJaJJjDjjD',
  'JJjJJJJJjDjjD',
  'JJjJJJJJjDjjD',
  'ss.DDaaDD.ssS',
  '...JJJjjj....',
] as const
const ANCHOR_ARMS = [
  'ss.........ss',
  '.JJ.......jj.',
  '.JJJJJJJJJjj.',
  '..JJJJJJJjj..',
  '..JJJJJJjjj..',
  '..JJJaJJjjj..',
  '..JJJJJJjjj..',
  '..JJJJJJjjD..',
  '...DDaaDDD...',
  '...JJJjjj....',
] as const

const BOLT_HEAD = [
  '...OOOOO....',
  '..OOYYOOOo..',
  '.OOYYOOOOOo.',
  'OOOYYOODDDDD',
  'OOOOOODVVvvv',
  'OOOOOODVvvvv',
  'OOOOOODvvvvv',
  'oOOOOOODDDDo',
  '.oooOOOOOoo.',
  '..oooooooo..',
] as const
const BOLT_BODY = [
  '...KKKkk...',
  '.OOKKKkkoo.',
  '.OOKYYkkoo.',
  '.kKKYKkkkD.',
  '.kkKKYkkDD.',
  '.ww.KKkkww.',
  '...KKKkk...',
  '...KKKkkk..',
] as const
const BOLT_ARMS = [
  'ww........ww',
  '.OO......oo.',
  '..OKKKKkkO..',
  '...KKKKkk...',
  '...KKYYkk...',
  '...KYYKkk...',
  '...KKYKkk...',
  '...KKKKkk...',
  '...KKKKkk...',
  '...KKKkkk...',
] as const

const PACKER_HEAD = [
  '....AA....',
  '...CCCc...',
  '..CCCCCc..',
  '.CCCCCCcc.',
  '.aaaaaaaa.',
  '.hsssssS..',
  '.hsesses..',
  '..ssssss..',
  '...sssS...',
] as const
const PACKER_BODY = [
  'PPPPP.......',
  'PQQQPPRRRr..',
  'PQQQPpRRRRr.',
  'PPPPPpaRRRr.',
  'PQQQPpRaRrr.',
  'PQQQPpRRRss.',
  'PPPPPpRRrr..',
  'ppppp.RRrr..',
] as const
const PACKER_ARMS = [
  '...........ss',
  'PPPPP.....rr.',
  'PQQQPPRRRRr..',
  'PQQQPpRRRr...',
  'PPPPPpaRRr...',
  'PQQQPpRaRr...',
  'PQQQPpRRRr...',
  'PPPPPpRRrr...',
  'ppppp.RRrr...',
  '......RRrr...',
] as const

const GHOST: Look = {
  legend: {
    ...SHORTS,
    H: 'white',
    h: 'silver',
    D: 'steel',
    s: 'peach',
    S: 'tan',
    e: 'ink',
    a: 'bowl',
    b: 'bowlLit',
    B: 'bowl',
    x: 'silver',
  },
  head: GHOST_HEAD,
  body: GHOST_BODY,
  arms: GHOST_ARMS,
  board: 'short',
  bodyAt: 2,
  headAt: 4,
}

const ANCHOR: Look = {
  legend: {
    ...SHORTS,
    t: 'slate',
    T: 'dusk',
    C: 'boxesLit',
    c: 'boxes',
    s: 'peach',
    S: 'tan',
    e: 'ink',
    g: 'steel',
    G: 'silver',
    J: 'boxes',
    j: 'boxesDeep',
    D: 'bark',
    a: 'sun',
    w: 'clay',
    W: 'soil',
    b: 'sand',
    B: 'clay',
    x: 'silver',
  },
  head: ANCHOR_HEAD,
  body: ANCHOR_BODY,
  arms: ANCHOR_ARMS,
  board: 'long',
  bodyAt: 1,
  headAt: 3,
}

const BOLT: Look = {
  legend: {
    ...SHORTS,
    O: 'slabLit',
    o: 'slab',
    Y: 'sun',
    D: 'soil',
    V: 'bowlLit',
    v: 'bowlDeep',
    K: 'red',
    k: 'blood',
    t: 'slate',
    T: 'dusk',
    w: 'white',
    W: 'silver',
    b: 'slabLit',
    B: 'slabDeep',
    x: 'silver',
    P: 'white',
  },
  head: BOLT_HEAD,
  body: BOLT_BODY,
  arms: BOLT_ARMS,
  knees: true,
  board: 'short',
  bodyAt: 2,
  headAt: 3,
}

const PACKER: Look = {
  legend: {
    ...SHORTS,
    A: 'white',
    C: 'leaf',
    c: 'moss',
    a: 'sun',
    h: 'bark',
    s: 'clay',
    S: 'soil',
    e: 'ink',
    P: 'steel',
    Q: 'silver',
    p: 'slate',
    R: 'moss',
    r: 'pine',
    t: 'tan',
    T: 'clay',
    b: 'leaf',
    B: 'moss',
    x: 'silver',
  },
  head: PACKER_HEAD,
  body: PACKER_BODY,
  arms: PACKER_ARMS,
  board: 'short',
  bodyAt: 1,
  headAt: 5,
}

/** Other clothes on the same figure, so that two of a kind can be told apart. */
export const RIDERS: Readonly<Record<string, Look>> = {
  'ghost-0': GHOST,
  'ghost-1': {
    ...GHOST,
    legend: {
      ...GHOST.legend,
      H: 'bowlLit',
      h: 'bowl',
      D: 'bowlDeep',
      s: 'clay',
      S: 'soil',
      a: 'white',
      b: 'sun',
      B: 'slab',
    },
  },
  'ghost-2': {
    ...GHOST,
    legend: {
      ...GHOST.legend,
      H: 'sun',
      h: 'slabLit',
      D: 'tan',
      s: 'sand',
      S: 'tan',
      a: 'red',
      b: 'boxesLit',
      B: 'boxes',
    },
  },
  'anchor-0': ANCHOR,
  'anchor-1': {
    ...ANCHOR,
    legend: {
      ...ANCHOR.legend,
      J: 'pine',
      j: 'sea',
      C: 'cream',
      c: 'tan',
      s: 'clay',
      S: 'soil',
      g: 'silver',
      G: 'white',
    },
  },
  'bolt-0': BOLT,
  'bolt-1': {
    ...BOLT,
    legend: { ...BOLT.legend, O: 'white', o: 'silver', Y: 'red', K: 'bowl', k: 'bowlDeep', D: 'slate' },
  },
  'packer-0': PACKER,
  'packer-1': {
    ...PACKER,
    legend: { ...PACKER.legend, C: 'boxesLit', c: 'boxes', R: 'boxesLit', r: 'boxes', s: 'peach', S: 'tan', h: 'soil' },
  },
}
