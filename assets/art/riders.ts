/**
 * The riders, facing right: each can be told by its outline alone.
 *
 * ghost: a light kid under a pointed hood. anchor: an old, broad one with a flat cap
 * and a beard, on a long board. bolt: a big helmet, and pads on the knees. packer:
 * carries more on the back than it weighs.
 */

import { compose, type Legend, mirrored, outlined, type Picture, picture, type Rows, turned } from './pixels'

interface Look {
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

const LEGS = {
  stand: ['..tttTTT..', '..ttt.TTT.', '.ttt...TT.', '.www..wwW.'],
  bent: ['..ttttTTTT..', '.tttt..TTTT.', '..www...wwW.'],
  tuck: ['.ttttTTTT.', '.ttt.TTTT.', '..ww..wwW.'],
  push: ['...tttTTT...', '..ttt..TTT..', '.ttt....TT..', 'ttt....wwW..', 'ww..........'],
} as const
const PADS = {
  stand: ['..tttTTT..', '..PPP.PPP.', '.tPP...PP.', '.www..wwW.'],
  bent: ['..ttttPPTT..', '.tPPt..PPTT.', '..www...wwW.'],
  tuck: ['.ttttPPTT.', '.PPt.PPTT.', '..ww..wwW.'],
  push: ['...tttTTT...', '..PPP..PPT..', '.ttt....TT..', 'ttt....wwW..', 'ww..........'],
} as const

const BOARDS = {
  short: ['b............b', '.bbbbbbbbbbBB.', '..xx......xx..'],
  long: ['bb............bb', '.bbbbbbbbbbbbBB.', '..xx........xx..'],
  tilted: ['..........bb', '.......bbbb.', '....bbbb.xx.', '.bbbbxx.....', 'bb..........'],
} as const

const WIDTH = 16
/** How far raised arms reach above the shoulders. */
const RAISED = 2
const HEIGHT = 24

/** Feet of `legs` stand at `ground`; the body sits on them, `lean` to the right, the head `sunk` into it. */
interface Stance {
  readonly legs: keyof typeof LEGS
  readonly arms?: true
  readonly ground?: number
  readonly lean?: number
  readonly sunk?: number
  readonly board?: 'flat' | 'tilted'
}

const STANCES = {
  'coast-0': { legs: 'stand' },
  'coast-1': { legs: 'stand', sunk: 1 },
  crouch: { legs: 'bent', sunk: 2, lean: 1 },
  air: { legs: 'tuck', arms: true, ground: 19, board: 'tilted', sunk: 1 },
  land: { legs: 'bent', arms: true, sunk: 3 },
  push: { legs: 'push', lean: 1, ground: 22 },
} as const satisfies Record<string, Stance>

export const POSES = [...Object.keys(STANCES), 'bail-0', 'bail-1'] as const

export const posesOf = (look: Look): Readonly<Record<string, Picture>> => ({
  ...Object.fromEntries(Object.entries(STANCES).map(([name, stance]) => [name, standing(look, stance)])),
  'bail-0': tumbling(look),
  'bail-1': lying(look),
})

function standing(look: Look, stance: Stance): Picture {
  const { ground = 21, lean = 0, sunk = 0, board = 'flat' } = stance
  const draw = (rows: Rows) => picture(rows, look.legend)
  const legs = draw((look.knees ? PADS : LEGS)[stance.legs])
  const body = draw(stance.arms ? look.arms : look.body)
  const head = draw(look.head)
  const hips = ground + 1 - (stance.legs === 'push' ? legs.length - 1 : legs.length)
  const bodyTop = hips - body.length + 1 + (sunk > 1 ? 1 : 0)
  const neck = bodyTop + (stance.arms ? RAISED : 0)
  const person = [
    { part: legs, x: 3 + (stance.legs === 'bent' ? -1 : 0), y: hips },
    { part: body, x: look.bodyAt + lean, y: bodyTop },
    { part: head, x: look.headAt + lean, y: neck - head.length + 1 + Math.min(2, sunk) },
  ]
  return outlined(compose(WIDTH, HEIGHT, [...person, ...boardUnder(look, board, ground)]))
}

function boardUnder(look: Look, how: 'flat' | 'tilted', ground: number) {
  const rows = how === 'tilted' ? BOARDS.tilted : BOARDS[look.board]
  const part = picture(rows, look.legend)
  if (how === 'tilted') return [{ part, x: 2, y: ground }]
  return [{ part, x: Math.floor((WIDTH - (rows[0]?.length ?? 0)) / 2), y: HEIGHT - rows.length }]
}

const person = (look: Look) => {
  const head = picture(look.head, look.legend)
  const body = picture(look.arms, look.legend)
  const legs = picture(LEGS.tuck, look.legend)
  return compose(14, 18, [
    { part: legs, x: 2, y: 15 },
    { part: body, x: 1, y: 6 },
    { part: head, x: look.headAt - 1, y: 0 },
  ])
}

/** Head over heels, the board on its way elsewhere. */
const tumbling = (look: Look) =>
  outlined(
    compose(WIDTH, HEIGHT, [
      { part: turned(turned(person(look))), x: 1, y: 3 },
      { part: mirrored(picture(BOARDS.tilted, look.legend)), x: 3, y: 0 },
    ]),
  )

/** Flat on the back, wheels up. */
const lying = (look: Look) =>
  outlined(
    compose(WIDTH, HEIGHT, [
      { part: mirrored(turned(person(look))), x: -1, y: 10 },
      { part: picture([...BOARDS.short].reverse(), look.legend), x: 1, y: 6 },
    ]),
  )
