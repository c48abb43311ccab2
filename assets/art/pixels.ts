/**
 * Pictures as text: one letter a pixel, and a legend that says which role of the
 * palette a letter stands for. A dot, or a letter without a role, is see-through.
 *
 * Parts are put together into sprites here, so that a rider is drawn once and posed
 * often; another legend over the same rows is another rider's clothes.
 */

import type { Role } from '../../src/view/palette'

export type Legend = Readonly<Record<string, Role>>
export type Rows = readonly string[]

/** Roles row by row; undefined is see-through. */
export type Picture = readonly (readonly (Role | undefined)[])[]

export const picture = (rows: Rows, legend: Legend): Picture =>
  rows.map(row => [...row].map(letter => (letter === '.' ? undefined : legend[letter])))

export const widthOf = (of: Picture) => Math.max(0, ...of.map(row => row.length))

export interface Placed {
  readonly part: Picture
  readonly x: number
  readonly y: number
}

/** The later ones lie on top; what sticks out is cut off. */
export function compose(width: number, height: number, placed: readonly Placed[]): Picture {
  const canvas = blank(width, height)
  for (const { part, x, y } of placed) {
    part.forEach((row, down) => {
      row.forEach((role, right) => {
        const line = canvas[y + down]
        if (role && line && x + right >= 0 && x + right < width) line[x + right] = role
      })
    })
  }
  return canvas
}

/** A thin dark line round everything, but below the feet. */
export function outlined(of: Picture, role: Role = 'ink'): Picture {
  const has = (x: number, y: number) => of[y]?.[x] !== undefined
  return of.map((row, y) =>
    row.map((own, x) => own ?? (has(x - 1, y) || has(x + 1, y) || has(x, y - 1) || has(x, y + 1) ? role : undefined)),
  )
}

/** A quarter turn to the right: what stood lies on its back. */
export const turned = (of: Picture): Picture =>
  Array.from({ length: widthOf(of) }, (_, x) => of.map((_, y) => of[of.length - 1 - y]?.[x]))

export const mirrored = (of: Picture): Picture => of.map(row => [...row].reverse())

const blank = (width: number, height: number): (Role | undefined)[][] =>
  Array.from({ length: height }, () => Array.from({ length: width }, () => undefined))
