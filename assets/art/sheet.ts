/**
 * The contact sheet: every picture with its name, in groups, twice as large as in the
 * game. It is for looking at; the page never loads it.
 */

import { ENDESGA, ROLES, type Role } from '../../src/view/palette'
import { type Picture, widthOf } from './pixels'
import { indexedPng } from './png'

const SCALE = 2
const WIDTH = 480
const MARGIN = 4
const LABEL = 8
const GROUNDS: readonly Role[] = ['night', 'dusk']

interface Shown {
  readonly name: string
  readonly drawn: Picture
  readonly x: number
  readonly y: number
}

export function contactSheet(all: Readonly<Record<string, Picture>>): Buffer {
  const { shown, height } = laidOut(all)
  const sheet = new Uint8Array(WIDTH * SCALE * height * SCALE)
  const dot = (role: Role, x: number, y: number) => {
    if (x >= WIDTH) return
    for (let down = 0; down < SCALE; down++)
      sheet.fill(numberOf(role), ((y * SCALE + down) * WIDTH + x) * SCALE, ((y * SCALE + down) * WIDTH + x + 1) * SCALE)
  }
  for (let y = 0; y < height; y++)
    for (let x = 0; x < WIDTH; x++) dot(GROUNDS[((x >> 3) + (y >> 3)) % 2] ?? 'ink', x, y)
  for (const { name, drawn, x, y } of shown) {
    put(drawn, x, y)
    const letters = [...name.slice(name.indexOf('/') + 1).toUpperCase()]
    for (const [at, letter] of letters.entries()) put(all[`tiny/${letter}`] ?? [], x + at * 4, y + drawn.length + 2)
  }
  return indexedPng(WIDTH * SCALE, height * SCALE, sheet, ENDESGA)

  function put(drawn: Picture, x: number, y: number) {
    for (const [down, row] of drawn.entries())
      for (const [right, role] of row.entries()) if (role) dot(role, x + right, y + down)
  }
}

const numberOf = (role: Role) => 1 + ENDESGA.indexOf(ROLES[role])

/** Row by row, as wide as the wider of picture and name; each group begins a row. */
function laidOut(all: Readonly<Record<string, Picture>>) {
  const shown: Shown[] = []
  let [x, y, row, group] = [MARGIN, MARGIN, 0, '']
  for (const [name, drawn] of Object.entries(all)) {
    const kind = name
      .split('/')
      .slice(0, name.startsWith('rider') ? 2 : 1)
      .join('/')
    const wide = Math.max(widthOf(drawn), (name.length - name.indexOf('/') - 1) * 4)
    if (kind !== group || x + wide + MARGIN > WIDTH) [x, y, row] = [MARGIN, y + row, 0]
    group = kind
    shown.push({ name, drawn, x, y })
    x += wide + MARGIN
    row = Math.max(row, drawn.length + LABEL + MARGIN)
  }
  return { shown, height: y + row + MARGIN }
}
