/**
 * Where there is something on a picture, as bands of rows: each pixel of a layer costs
 * whether anything is on it or not, and most of a layer that lies over all lanes is empty.
 */

export interface Band {
  readonly top: number
  readonly height: number
}

/** At most so many, from the top; of `pixels` only what can be seen through counts (RGBA, `width` to a row). */
export function bandsOf(pixels: Uint8ClampedArray, width: number, most: number): readonly Band[] {
  const bands: Band[] = []
  const rows = pixels.length / (4 * width)
  for (let row = 0; row < rows; row += 1) {
    if (isEmpty(pixels, row * width, width)) continue
    const last = bands.at(-1)
    if (last && last.top + last.height === row) bands[bands.length - 1] = { ...last, height: last.height + 1 }
    else bands.push({ top: row, height: 1 })
  }
  while (bands.length > most) joinNearest(bands)
  return bands
}

function isEmpty(pixels: Uint8ClampedArray, from: number, width: number): boolean {
  for (let at = from; at < from + width; at += 1) if (pixels[4 * at + 3] !== 0) return false
  return true
}

/** The two with the least between them become one. */
function joinNearest(bands: Band[]): void {
  const gap = (at: number) => (bands[at + 1]?.top ?? 0) - foot(bands[at])
  let nearest = 0
  for (let at = 1; at + 1 < bands.length; at += 1) if (gap(at) < gap(nearest)) nearest = at
  const [one, other] = [bands[nearest], bands[nearest + 1]]
  if (one) bands.splice(nearest, 2, { top: one.top, height: foot(other) - one.top })
}

const foot = (band: Band | undefined) => (band ? band.top + band.height : 0)
