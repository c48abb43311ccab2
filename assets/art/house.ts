/** How large a house of the street is, and where its windows are: for who draws it, and for who lights them. */

export const HOUSE = { width: 56, height: 46 } as const

/** From the house's left upper corner; those by the door first, so that a little light is seen. */
export const WINDOWS: readonly (readonly [x: number, y: number])[] = [
  [33, 24],
  [8, 24],
  [17, 15],
  [42, 24],
  [17, 24],
  [33, 15],
  [8, 15],
  [42, 15],
]
