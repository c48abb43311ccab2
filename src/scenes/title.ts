/**
 * The title as a picture: dusk over a town of racks, a half pipe before it with four who
 * ride, Auntie Cron at the coping, and the name of the game where the page's heading is.
 *
 * A plain canvas from the one sheet, so that it is there long before the engine; what
 * stands still is painted once a size. It covers nothing: the page's words stand on it.
 */

import { frameOf, loadSheet } from './atlas'
import { Brush } from './brush'
import type { Lamp } from './dusk'
import { crossing, type Pipe, type Ride, rideAt, type Style } from './half-pipe'
import { paintSet, pipeFor, type Size, sizeOf } from './title-set'

export interface TitlePicture {
  /** Paints it as it is so many milliseconds after it opened. */
  draw(now: number, still: boolean): void
}

interface Rider {
  readonly figure: string
  readonly style: Style
}

const RIDERS: readonly Rider[] = [
  { figure: 'rider/anchor-0', style: { speed: 26, spins: 0, ahead: 0.55 } },
  { figure: 'rider/packer-0', style: { speed: 74, spins: 0, ahead: 0.3 } },
  { figure: 'rider/ghost-0', style: { speed: 104, spins: 0, ahead: 0.02 } },
  { figure: 'rider/bolt-0', style: { speed: 124, spins: 1, ahead: 0.78 } },
]
/** Where it stops for whoever wants nothing to move: two in the air. */
const BEST_MOMENT = 0.5

export function openTitle(host: HTMLElement): TitlePicture {
  const canvas = host.ownerDocument.createElement('canvas')
  const back = host.ownerDocument.createElement('canvas')
  let sheet: HTMLImageElement | undefined
  let painted: Painted | undefined
  let size = ''
  loadSheet().then(
    loaded => {
      sheet = loaded
    },
    cause => console.warn('The title stays without its picture.', cause),
  )
  return {
    draw(now, still) {
      const title = host.parentElement
      const heading = title?.querySelector('h1')
      if (!sheet || !title || !heading) return
      if (!canvas.isConnected) host.replaceChildren(canvas)
      const { clientWidth, clientHeight } = title
      const marked = `${clientWidth}x${clientHeight}@${devicePixelRatio},${heading.offsetTop}`
      if (marked !== size || !painted) {
        const measured = sizeOf(clientWidth, clientHeight)
        makeRoom(title, measured)
        size = `${title.clientWidth}x${title.clientHeight}@${devicePixelRatio},${heading.offsetTop}`
        painted = paint({ canvas, back, sheet, size: sizeOf(title.clientWidth, title.clientHeight), heading })
      }
      frame(painted, still ? BEST_MOMENT : now / 1000)
    },
  }
}

/** The heading takes the place of the letters that are painted. */
function makeRoom(title: HTMLElement, size: Size) {
  const { width, height } = boxOf(lettersFor(size))
  title.style.setProperty('--letters-width', `${width * size.px}px`)
  title.style.setProperty('--letters-height', `${height * size.px}px`)
  title.dataset.drawn = ''
}

interface Letters {
  readonly name: string
  readonly x: number
  readonly y: number
}

/** Side by side where that fits, else one above the other. */
function lettersFor({ width }: Size): readonly Letters[] {
  const [k8s, or, die] = ['title/K8S', 'title/or', 'title/DIE'].map(frameOf)
  if (!k8s || !or || !die) return []
  const row = k8s.w + or.w + die.w - 8
  if (row + 20 <= width)
    return [
      { name: 'title/K8S', x: 0, y: 0 },
      { name: 'title/DIE', x: k8s.w + or.w - 8, y: 0 },
      { name: 'title/or', x: k8s.w - 4, y: k8s.h - or.h - 1 },
    ]
  return [
    { name: 'title/K8S', x: 0, y: 0 },
    { name: 'title/DIE', x: k8s.w - die.w, y: k8s.h + 3 },
    { name: 'title/or', x: 4, y: k8s.h - 1 },
  ]
}

const boxOf = (letters: readonly Letters[]) => ({
  width: Math.max(0, ...letters.map(({ name, x }) => x + frameOf(name).w)),
  height: Math.max(0, ...letters.map(({ name, y }) => y + frameOf(name).h)),
})

interface Painted {
  readonly brush: Brush
  readonly back: HTMLCanvasElement
  readonly sheet: HTMLImageElement
  readonly pipe: Pipe
  readonly lamps: readonly Lamp[]
  readonly riders: readonly (Rider & { readonly ways: readonly number[] })[]
  readonly letters: { readonly at: readonly Letters[]; readonly x: number; readonly y: number }
}

interface Easel {
  readonly canvas: HTMLCanvasElement
  readonly back: HTMLCanvasElement
  readonly sheet: HTMLImageElement
  readonly size: Size
  readonly heading: HTMLElement
}

function paint({ canvas, back, sheet, size, heading }: Easel): Painted {
  const { px, width, height } = size
  for (const each of [canvas, back]) Object.assign(each, { width, height })
  Object.assign(canvas.style, { width: `${width * px}px`, height: `${height * px}px` })
  const notice = heading.parentElement?.querySelector<HTMLElement>('.notice')?.offsetHeight ?? 0
  const pipe = pipeFor(size, Math.round(notice / px))
  const lamps = paintSet(new Brush(back.getContext('2d')!, sheet), size, pipe)
  const context = canvas.getContext('2d')!
  context.imageSmoothingEnabled = false
  return {
    brush: new Brush(context, sheet),
    back,
    sheet,
    pipe,
    lamps,
    riders: RIDERS.map(rider => ({ ...rider, ways: crossing(pipe, rider.style) })),
    letters: {
      at: lettersFor(size),
      x: Math.round(heading.offsetLeft / px),
      y: Math.round(heading.offsetTop / px),
    },
  }
}

function frame({ brush, back, sheet, pipe, lamps, riders, letters }: Painted, seconds: number) {
  brush.context.drawImage(back, 0, 0)
  for (const { x, y, role, at } of lamps) if (isLit(at, seconds)) brush.fill(role, x, y, role === 'slabLit' ? 2 : 1, 1)
  stand(brush, 'auntie/stands', pipe.right + 8, pipe.deck - 2)
  if (pipe.left > 32) stand(brush, 'auntie/boombox', pipe.left - 30, pipe.deck - 2 - (Math.floor(seconds * 4) % 2))
  for (const { name, x, y } of letters.at) brush.stamp(name, letters.x + x, letters.y + y)
  for (const { figure, style, ways } of riders)
    putRider(brush.context, sheet, figure, rideAt(pipe, style, ways, seconds), seconds)
}

/** Most of the time; no lamp changes more than once a second. */
const isLit = (at: number, seconds: number) => (Math.floor(seconds + (at % 10) / 10) * 7 + at) % 5 > 0

const stand = (brush: Brush, name: string, x: number, foot: number) => brush.stamp(name, x, foot - frameOf(name).h)

const STEPS = 12 // of a full turn: more would only tremble

function putRider(
  context: CanvasRenderingContext2D,
  sheet: HTMLImageElement,
  figure: string,
  ride: Ride,
  seconds: number,
) {
  const { x, y, w, h } = frameOf(`${figure}/${poseOf(ride, seconds)}`)
  context.save()
  context.translate(Math.round(ride.x), Math.round(ride.y) - 2)
  context.rotate((Math.round((ride.turn * STEPS) / 4) * 2 * Math.PI) / STEPS)
  if (ride.goesLeft) context.scale(-1, 1)
  context.drawImage(sheet, x, y, w, h, -w / 2, -h, w, h)
  context.restore()
}

function poseOf({ air, depth }: Ride, seconds: number): string {
  if (air !== undefined) return air < 0.15 || air > 0.9 ? 'crouch' : 'air'
  if (depth < 0.97) return depth < 0.4 ? 'crouch' : 'land'
  return `coast-${Math.floor(seconds * 4) % 2}`
}
