/** The ten stickers as small pictures beside their word: a shape for the eye, the word for everybody. */

import { html, svg, type TemplateResult } from 'lit-html'
import type { Sticker } from '../model/workload'
import type { Words } from './words'

const PIXELS: Readonly<Record<Sticker, readonly string[]>> = {
  GHOST: ['..###..', '.#####.', '.#.#.#.', '.#####.', '.#####.', '.#####.', '.#.#.#.'],
  DISK: ['.#####.', '#.....#', '#######', '#.....#', '#######', '#.....#', '.#####.'],
  CREW: ['...#...', '..###..', '...#...', '.#...#.', '###.###', '.#...#.', '##...##'],
  BOLT: ['...###.', '..###..', '.###...', '.#####.', '...##..', '..##...', '..#....'],
  LOCK: ['..###..', '.#...#.', '.#...#.', '#######', '###.###', '###.###', '#######'],
  ANCHOR: ['..###..', '..#.#..', '...#...', '.#####.', '...#...', '#..#..#', '.#####.'],
  BALLOON: ['..###..', '.#####.', '.#####.', '.#####.', '..###..', '...#...', '..#....'],
  TICK: ['..###..', '.#.#.#.', '#..#..#', '#..##.#', '#.....#', '.#...#.', '..###..'],
  HEAVY: ['..###..', '..#.#..', '.#####.', '.#####.', '#######', '#######', '#######'],
  SHIP: ['...#...', '..##...', '.###...', '####...', '...#...', '#######', '.#####.'],
}

const dot = (x: number, y: number) => svg`<rect x=${x} y=${y} width="1.02" height="1.02" />`

const icon = (rows: readonly string[]): TemplateResult =>
  html`<svg class="sticker-icon" viewBox="0 0 7 7" aria-hidden="true">
    ${rows.map((row, y) => [...row].map((pixel, x) => (pixel === '#' ? dot(x, y) : undefined)))}
  </svg>`

export const stickerIcon = (sticker: Sticker): TemplateResult => icon(PIXELS[sticker])

/** Of whom INCOMING warns. */
export const warningIcon: TemplateResult = icon([
  '...#...',
  '..###..',
  '..#.#..',
  '.##.##.',
  '.#####.',
  '###.###',
  '#######',
])

export const stickerChip = (sticker: Sticker, words: Words): TemplateResult =>
  html`<span class="sticker" data-sticker=${sticker} title=${words.ui(`sticker.${sticker}.means`)}
    >${stickerIcon(sticker)} ${sticker}</span
  >`
