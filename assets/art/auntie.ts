/**
 * Auntie Cron, who keeps the Root Shop, and what stands about at her ramp: silver
 * undercut, glasses on a solder-burnt apron, and every key she ever had on her belt.
 */

import type { Role } from '../../src/view/palette'

export const AUNTIE = [
  '......WWWWWWW.....',
  '....WWWWwwwWWW....',
  '...WWWwwwwwwWWW...',
  '...WWwwwwwwwwWW...',
  '...Wwssssssssgg...',
  '...gssssssssssg...',
  '...gsseesseesgg...',
  '....ssssSsssss....',
  '....sssSSssssS....',
  '.....ssrrrrsS.....',
  '......ssssSS......',
  '.......sSSS.......',
  '....bbbbssbbbb....',
  '...bbBAAAAAABbb...',
  '..bbbBAAAAAABbbb..',
  '..bbBBAgAAgABBbb..',
  '..bbBAgGggGgABbb..',
  '..bbBAAgAAgAABbb..',
  '..bbBAAAAAAkABbb..',
  '..bbBAAkAAAAABbb..',
  '..ssBAAAAAAAABss..',
  '..ssyYyyYyyYyyss..',
  '....By.yY.yY.B....',
  '....BAAyAAAyAB....',
] as const
export const AUNTIE_INKS: Readonly<Record<string, Role>> = {
  W: 'silver',
  w: 'white',
  g: 'slate',
  G: 'bowlLit',
  s: 'peach',
  S: 'tan',
  e: 'ink',
  r: 'red',
  b: 'boxesDeep',
  B: 'bark',
  A: 'clay',
  k: 'bark',
  y: 'sun',
  Y: 'slabLit',
}

/** She stands where only half of her was seen over a counter. */
export const AUNTIE_LEGS = [
  '....BAAAAAAAAB....',
  '....BAAAAAAAAB....',
  '.....tttBBttt.....',
  '.....ttt..ttt.....',
  '.....ttt..ttt.....',
  '.....ttt..ttt.....',
  '....kkkk..kkkk....',
] as const

export const BOOMBOX = [
  '..kkkkkkkkkkkkkkkk..',
  '..k..............k..',
  'kkkkkkkkkkkkkkkkkkkk',
  'krrrrrrrrrrrrrrrrRRk',
  'krssssrkkkkkkrssssRk',
  'krskkswwyywwwskksRRk',
  'krskkskkkkkkrskksRRk',
  'krssssrrggrrrssssRRk',
  'krrrrrrrrrrrrrrrRRRk',
  'kkkkkkkkkkkkkkkkkkkk',
] as const
export const BOOMBOX_INKS: Readonly<Record<string, Role>> = {
  k: 'ink',
  r: 'boxes',
  R: 'boxesDeep',
  s: 'silver',
  w: 'bowlLit',
  y: 'sun',
  g: 'leaf',
}
