/**
 * Every screen with the sample views, to look at without playing:
 * `npx vite --port 5401`, then /test/hud/harness/?at=run&park=calm&text=1&mode=menu
 * With `incident=slam` it is a run of `test/incidents.ts`, with `picture` (and `calm`) it is drawn too.
 */

import level from '../../../levels/L01-drop-in.json'
import { openHud } from '../../../src/hud/hud'
import * as later from '../../../src/hud/later'
import {
  DEFAULT_SETTINGS,
  type LevelCard,
  type ScreenView,
  type Settings,
  type SpotView,
} from '../../../src/hud/screen'
import { listenToKeys } from '../../../src/input/keys'
import { listenToSwipes } from '../../../src/input/pointer'
import { openStage } from '../../../src/scenes/stage'
import type { SittingMode } from '../../../src/session/campaign'
import { NO_MARKS } from '../../../src/view/aim'
import { layoutOf, zoomOf } from '../../../src/view/layouts'
import { seeDecks } from '../../../src/view/see-decks'
import { seePark } from '../../../src/view/see-park'
import { landed, MOMENTS, wipedOut } from '../../given-view'
import { INCIDENTS, type Incident } from '../../incidents'

const asked = new URLSearchParams(location.search)
const card: LevelCard = {
  goals: [],
  letters: { got: 0, of: 0 },
  medals: true,
  id: level.id,
  words: level.words.en,
  era: 'now',
  lasts: level.lasts,
  lanes: ['bowl', 'boxes', 'slab'],
  timeScale: level.timeScale,
}
let settings: Settings = {
  ...DEFAULT_SETTINGS,
  textBoard: asked.has('text'),
  reducedMotion: asked.has('calm'),
  textSize: (asked.get('size') ?? 'normal') as Settings['textSize'],
}
const incident = INCIDENTS[asked.get('incident') as Incident]
const park = incident
  ? seePark(incident(), NO_MARKS)
  : MOMENTS[(asked.get('park') ?? 'dropInStarts') as keyof typeof MOMENTS]

const screenAt = (): ScreenView => {
  const at = asked.get('at') ?? 'title'
  if (at === 'briefing') return { screen: 'briefing', settings, level: card }
  if (at === 'problem') {
    return { screen: 'problem', settings, problem: { key: 'problem.level', detail: 'levels/L99.json:1:1 KOD-S001' } }
  }
  if (at === 'debrief') {
    return { screen: 'debrief', settings, level: card, debrief: asked.get('park') === 'wipedOut' ? wipedOut : landed }
  }
  const spots = Array.from({ length: 22 }, (_, i) =>
    spotNamed(i < 14 ? `L${String(i + 1).padStart(2, '0')}` : `C${i - 13}`, i),
  )
  const street = {
    chapters: [
      { id: 'lessons', spots: spots.slice(0, 14) },
      { id: 'contests', spots: spots.slice(14) },
    ],
    front: card.id,
    here: card.id,
    landed: { got: 0, of: 1 },
    letters: 0,
    points: 0,
    cape: false,
    daily: true,
  }
  if (at === 'shop')
    return { screen: 'shop', settings, shop: { decks: seeDecks(), points: 612_000, owned: asked.has('owned') } }
  if (at === 'title' || at === 'street') return { screen: at, settings, street }
  const mode = (asked.get('mode') ?? 'running') as SittingMode
  const can = { plan: true, rewind: asked.has('rewind') }
  return { screen: 'run', settings, level: card, park, mode, replay: false, picture: 'open', can }
}

const METALS = ['gold', 'silver', 'bronze'] as const
const NAMES =
  'Drop In,Respawn,Backpack,Crew of Three,Walls,Spine Transfer,Big Air,Fakie,Three Key-holders,Wristbands,Footbridges,The Root Shop,Headroom,Night Shift,50-50 Grind,Spine,Big Air Final,Switch 50-50,Box Yard,Storm Drain,Full Park,Quantum Containers'.split(
    ',',
  )

/** Half of the street was landed, the rest is open or closed. */
function spotNamed(spot: string, at: number): SpotView {
  const state = at < 8 ? 'landed' : at < 11 ? 'open' : 'closed'
  const goals = [0, 1, 2, 3].map(goal => ({ text: { from: 'system', text: '' } as const, kept: goal < (at * 3) % 5 }))
  const level = {
    ...card,
    id: at === 8 ? card.id : spot,
    words: { name: NAMES[at] ?? '' },
    goals,
    ...(state === 'landed' && { best: { medal: METALS[at % 3] ?? 'gold', score: 1 } }),
  }
  return {
    level,
    spot,
    state,
    front: at === 8,
    ...(state === 'closed' && { after: { need: 1, of: at > 13 ? ['L06', 'L09'] : ['L08', 'L09', 'L10'] } }),
  }
}

const hud = openHud(document.getElementById('game')!, {
  intent: intent => console.log('intent', JSON.stringify(intent)),
  app: event => {
    console.log('app', JSON.stringify(event))
    if (event.type === 'SETTINGS') settings = event.settings
    if (event.type === 'COPY_RUNBOOK') hud.notify('notify.copied')
    hud.show(screenAt())
  },
})
hud.have(later)
const hands = {
  intent: (intent: Parameters<typeof hud.tried>[0]) => {
    hud.tried(intent)
    console.log('intent', JSON.stringify(intent))
    hud.show(screenAt())
  },
  tell: hud.tell,
}
listenToKeys(hud.board, hands)
listenToSwipes(hud.board, hands)
hud.show(screenAt())
if (asked.has('picture')) await drawn()
if (asked.has('paint')) addEventListener('resize', paint)
if (asked.has('paint')) paint()

async function drawn() {
  const stage = await openStage(hud.canvasHost, { reducedMotion: asked.has('calm') })
  const frame = (now: number) => {
    stage.draw(park, 0, now, { patterned: asked.has('patterns'), hand: 'right' })
    requestAnimationFrame(frame)
  }
  requestAnimationFrame(frame)
}

/** A stand-in for the picture: the rectangles of the layout. */
function paint() {
  const { width, height } = hud.canvasHost.getBoundingClientRect()
  const zoomed = zoomOf(Math.round(width * devicePixelRatio), Math.round(height * devicePixelRatio))
  const layout = layoutOf(zoomed.width, zoomed.height, park)
  const canvas = document.createElement('canvas')
  canvas.width = zoomed.width * zoomed.zoom
  canvas.height = zoomed.height * zoomed.zoom
  canvas.style.cssText = `width:${canvas.width / devicePixelRatio}px;height:${canvas.height / devicePixelRatio}px`
  const brush = canvas.getContext('2d')!
  brush.scale(zoomed.zoom, zoomed.zoom)
  const box = (colour: string, { x, y, width, height }: { x: number; y: number; width: number; height: number }) => {
    brush.fillStyle = colour
    brush.fillRect(x, y, width, height)
  }
  box('#181425', { x: 0, y: 0, width: zoomed.width, height: zoomed.height })
  for (const part of [layout.meters, layout.clock, layout.next, layout.incoming, layout.says]) box('#262b44', part)
  box('#f77622', layout.figure)
  box('#5a6988', layout.queue)
  const colours = { bowl: '#124e89', boxes: '#68386c', slab: '#be4a2f' }
  for (const lane of ['bowl', 'boxes', 'slab'] as const) {
    box('#3a4466', layout.lanes[lane].rect)
    for (const plate of Object.values(layout.lanes[lane].plates)) {
      box(colours[lane], { ...plate, width: plate.width - 1, height: plate.height - 1 })
    }
    for (const rider of Object.values(layout.lanes[lane].riders)) box('#ead4aa', rider)
  }
  hud.canvasHost.replaceChildren(canvas)
}
