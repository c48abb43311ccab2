/** The one sheet that every picture comes from, and where on it each stands. */

import data from '../../assets/art/atlas.json'
import address from '../../assets/art/atlas.png'

export const ATLAS = 'atlas'

export interface Frame {
  readonly x: number
  readonly y: number
  readonly w: number
  readonly h: number
}

const FRAMES: Readonly<Record<string, { readonly frame: Frame }>> = data.frames

const NOTHING: Frame = { x: 0, y: 0, w: 0, h: 0 }
export const frameOf = (name: string): Frame => FRAMES[name]?.frame ?? NOTHING
export const atlasData: object = data

export async function loadSheet(): Promise<HTMLImageElement> {
  const sheet = new Image()
  sheet.src = address
  await sheet.decode()
  return sheet
}
