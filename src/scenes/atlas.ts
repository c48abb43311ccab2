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
export const framesIn = (folder: string): readonly (readonly [name: string, frame: Frame])[] =>
  Object.entries(FRAMES).flatMap(([name, { frame }]) => (name.startsWith(folder) ? [[name, frame]] : []))
export const atlasData: object = data

/** Loaded and decoded once for all who draw from it; who failed to get it may ask again. */
let sheet: Promise<HTMLImageElement> | undefined

export function loadSheet(): Promise<HTMLImageElement> {
  sheet ??= fetchSheet().catch(cause => {
    sheet = undefined
    throw cause
  })
  return sheet
}

async function fetchSheet(): Promise<HTMLImageElement> {
  const image = new Image()
  image.src = address
  await image.decode()
  return image
}
