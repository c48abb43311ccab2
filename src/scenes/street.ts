/**
 * What is behind the street's houses: each row of them stands in a later hour of the same
 * evening, on one pavement that goes from edge to edge. Painted when the rows have moved.
 */

import { loadSheet } from './atlas'
import { Brush } from './brush'
import { chance } from './chance'
import { DEPTHS, paintDepth, paintEvening, paintLights } from './evening'

export interface StreetPicture {
  draw(): void
}

/** In pixels of the picture. */
const HOUSES = 49
const KERB = 3

export function openStreet(host: HTMLElement): StreetPicture {
  const canvas = host.ownerDocument.createElement('canvas')
  const towns = host.ownerDocument.createElement('canvas')
  let sheet: HTMLImageElement | undefined
  let painted = ''
  loadSheet().then(
    loaded => {
      sheet = loaded
    },
    () => undefined, // the title has said so
  )
  return {
    draw() {
      const street = host.parentElement
      if (!sheet || !street) return
      if (!canvas.isConnected) host.replaceChildren(canvas)
      const px = Number.parseFloat(getComputedStyle(street).getPropertyValue('--px')) // as large as the houses are shown
      const rows = rowsOf(street, px)
      const size = { width: Math.ceil(host.clientWidth / px), height: Math.ceil(host.clientHeight / px) }
      const mark = JSON.stringify([px, size, rows])
      if (mark === painted) return
      painted = mark
      for (const each of [canvas, towns]) Object.assign(each, size)
      Object.assign(canvas.style, { width: `${size.width * px}px`, height: `${size.height * px}px` })
      const [brush, further] = [canvas, towns].map(each => new Brush(each.getContext('2d')!, sheet!))
      if (brush && further) paintStreet(brush, further, size.width, rows)
    },
  }
}

interface Row {
  readonly top: number
  readonly bottom: number
}

/** Where houses stand side by side, in pixels of the picture. */
function rowsOf(street: HTMLElement, px: number): readonly Row[] {
  const from = street.getBoundingClientRect().top
  const rows = new Map<number, Row>()
  for (const spot of street.querySelectorAll('.spot')) {
    const { top, bottom } = spot.getBoundingClientRect()
    const row = { top: Math.round((top - from) / px), bottom: Math.round((bottom - from) / px) }
    rows.set(row.top, { ...row, bottom: Math.max(row.bottom, rows.get(row.top)?.bottom ?? 0) })
  }
  return [...rows.values()]
}

function paintStreet(brush: Brush, towns: Brush, width: number, rows: readonly Row[]) {
  const header = (rows[0]?.top ?? 40) - 22
  const above = { x: 0, y: 0, width, height: Math.max(24, header) }
  paintEvening(brush, above, BETWEEN)
  paintDepth(towns, above, DEPTHS.length - 1, BETWEEN) // words stand over it: only the lowest
  rows.forEach(({ top }, at) => {
    const air = { x: 0, y: top, width, height: HOUSES }
    const late = rows.length > 1 ? at / (rows.length - 1) : 0
    paintEvening(brush, air, late)
    if (at === 0 || at === rows.length - 1) paintLights(brush, air, late)
    for (const depth of DEPTHS.keys()) paintDepth(towns, air, depth, late)
  })
  brush.context.drawImage(towns.context.canvas, 0, 0)
  for (const { top, bottom } of rows) paintGround(brush, width, top + HOUSES, bottom)
}

const BETWEEN = 0.62

/** Kerb, pavement and, where the words end, the marks on the road. */
function paintGround(brush: Brush, width: number, top: number, bottom: number) {
  brush.fill('ink', 0, top, width, bottom - top + 1)
  brush.fill('steel', 0, top, width, 1)
  brush.fill('slate', 0, top + 1, width, KERB)
  for (let x = chance(top, 3) % 12; x < width; x += 12) brush.fill('dusk', x, top + 1, 1, KERB)
  brush.fill('night', 0, top + 1 + KERB, width, 1)
  for (let x = 0; x < width; x += 20) brush.fill('dusk', x, bottom - 2, 10, 1)
}
