/**
 * A rider in its poses: head, body and legs of its look, put together on a board, or
 * thrown off it in one of the ways that there are of being thrown.
 */

import { compose, mirrored, outlined, type Picture, picture, type Rows, turned } from './pixels'
import type { Look } from './riders'

const LEGS = {
  stand: ['..tttTTT..', '..ttt.TTT.', '.ttt...TT.', '.www..wwW.'],
  bent: ['..ttttTTTT..', '.tttt..TTTT.', '..www...wwW.'],
  tuck: ['.ttttTTTT.', '.ttt.TTTT.', '..ww..wwW.'],
  push: ['...tttTTT...', '..ttt..TTT..', '.ttt....TT..', 'ttt....wwW..', 'ww..........'],
  dangle: ['..tttTTT..', '..ttt.TTT.', '..tt..TT..', '.tt...TT..', '.ww...wW..'],
  sit: ['..tttttttt', '.ttttTTTTT', '......wwwW'],
  kneel: ['..tttTTT..', '..ttt.TTT.', 'wwttttTTT.'],
  splits: ['......ttTT......', '..ttttttTTTTTT..', 'wwttt......TTTwW'],
} as const
const PADS = {
  stand: ['..tttTTT..', '..PPP.PPP.', '.tPP...PP.', '.www..wwW.'],
  bent: ['..ttttPPTT..', '.tPPt..PPTT.', '..www...wwW.'],
  tuck: ['.ttttPPTT.', '.PPt.PPTT.', '..ww..wwW.'],
  push: ['...tttTTT...', '..PPP..PPT..', '.ttt....TT..', 'ttt....wwW..', 'ww..........'],
  dangle: ['..tttTTT..', '..PPP.PPP.', '..tt..TT..', '.tt...TT..', '.ww...wW..'],
  sit: ['..ttttPPtt', '.ttttTPPTT', '......wwwW'],
  kneel: ['..tttTTT..', '..PPP.PPP.', 'wwttttTTT.'],
  splits: ['......ttTT......', '..ttPPttTTPPTT..', 'wwttt......TTTwW'],
} as const satisfies Record<keyof typeof LEGS, Rows>

const BOARDS = {
  short: ['b............b', '.bbbbbbbbbbBB.', '..xx......xx..'],
  long: ['bb............bb', '.bbbbbbbbbbbbBB.', '..xx........xx..'],
  half: ['b.....', '.bbbbb', '..xx..'],
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
  /** Both hands over the head, on a lip. */
  readonly holds?: true
  readonly ground?: number
  readonly lean?: number
  readonly sunk?: number
  readonly board?: 'flat' | 'tilted' | 'none' | 'snapped'
  /** How far the legs stand from the left edge, where not in the middle. */
  readonly legsAt?: number
}

const STANCES = {
  'coast-0': { legs: 'stand' },
  'coast-1': { legs: 'stand', sunk: 1 },
  crouch: { legs: 'bent', sunk: 2, lean: 1 },
  air: { legs: 'tuck', arms: true, ground: 19, board: 'tilted', sunk: 1 },
  land: { legs: 'bent', arms: true, sunk: 3 },
  push: { legs: 'push', lean: 1, ground: 22 },
  /** By the hands, from the lip; the board has gone on without it. */
  hang: { legs: 'dangle', arms: true, holds: true, ground: 22, board: 'none', sunk: 2 },
  'hang-1': { legs: 'dangle', arms: true, holds: true, ground: 22, board: 'none', sunk: 2, legsAt: 5 },
  'wobble-0': { legs: 'stand', arms: true, lean: -2, ground: 20, board: 'tilted' },
  'wobble-1': { legs: 'bent', arms: true, lean: 2, sunk: 1 },
  /** On its bottom, the board in two. */
  sit: { legs: 'sit', ground: 23, lean: -2, sunk: 1, board: 'snapped', legsAt: 6 },
  /** On its knees, for what is gone. */
  kneel: { legs: 'kneel', ground: 23, lean: 2, sunk: 2, board: 'none', legsAt: 2 },
  /** One foot on each of two boards. */
  splits: { legs: 'splits', arms: true, ground: 20, board: 'snapped', legsAt: 0 },
} as const satisfies Record<string, Stance>

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
    { part: legs, x: stance.legsAt ?? 3 + (stance.legs === 'bent' ? -1 : 0), y: hips },
    { part: body, x: look.bodyAt + lean, y: bodyTop },
    { part: head, x: look.headAt + lean, y: neck - head.length + 1 + Math.min(2, sunk) },
  ]
  const boards = boardUnder(look, board, ground)
  const hands = stance.holds ? handsUp(look, neck + 1) : []
  const parts = board === 'snapped' ? [...boards, ...person] : [...hands, ...person, ...boards]
  return outlined(compose(WIDTH, HEIGHT, parts))
}

/** Two arms, straight up from the shoulders. */
function handsUp(look: Look, shoulders: number) {
  const skin = 's' in look.legend ? 's' : 'w'
  const arm = picture(
    Array.from({ length: shoulders }, () => skin + skin),
    look.legend,
  )
  return [2, 12].map(x => ({ part: arm, x, y: 0 }))
}

function boardUnder(look: Look, how: NonNullable<Stance['board']>, ground: number) {
  if (how === 'none') return []
  if (how === 'snapped') return halves(look)
  const rows = how === 'tilted' ? BOARDS.tilted : BOARDS[look.board]
  const part = picture(rows, look.legend)
  if (how === 'tilted') return [{ part, x: 2, y: ground }]
  return [{ part, x: Math.floor((WIDTH - (rows[0]?.length ?? 0)) / 2), y: HEIGHT - rows.length }]
}

/** A board in two, one half at either edge. */
function halves(look: Look) {
  const half = picture(BOARDS.half, look.legend)
  return [
    { part: half, x: 0, y: HEIGHT - 3 },
    { part: mirrored(half), x: WIDTH - 6, y: HEIGHT - 3 },
  ]
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
