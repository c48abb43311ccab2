/**
 * Every screen with the sample views, to look at without playing:
 * `npx vite --port 5401`, then /test/hud/harness/?at=run&park=calm&text=1&mode=menu
 */

import level from '../../../levels/L01-drop-in.json'
import { openHud } from '../../../src/hud/hud'
import { DEFAULT_SETTINGS, type LevelCard, type ScreenView, type Settings } from '../../../src/hud/screen'
import { listenToKeys } from '../../../src/input/keys'
import { listenToSwipes } from '../../../src/input/pointer'
import type { SittingMode } from '../../../src/session/campaign'
import { layoutOf, zoomOf } from '../../../src/view/layouts'
import { landed, MOMENTS, wipedOut } from '../../given-view'

const asked = new URLSearchParams(location.search)
const card: LevelCard = {
  id: level.id,
  words: level.words.en,
  era: 'now',
  lasts: level.lasts,
  timeScale: level.timeScale,
}
let settings: Settings = {
  ...DEFAULT_SETTINGS,
  textBoard: asked.has('text'),
  textSize: (asked.get('size') ?? 'normal') as Settings['textSize'],
}
const park = MOMENTS[(asked.get('park') ?? 'dropInStarts') as keyof typeof MOMENTS]

const screenAt = (): ScreenView => {
  const at = asked.get('at') ?? 'title'
  if (at === 'briefing') return { screen: 'briefing', settings, level: card }
  if (at === 'problem') {
    return { screen: 'problem', settings, problem: { key: 'problem.level', detail: 'levels/L99.json:1:1 KOD-S001' } }
  }
  if (at === 'debrief') {
    return { screen: 'debrief', settings, level: card, debrief: asked.get('park') === 'wipedOut' ? wipedOut : landed }
  }
  if (at === 'title') return { screen: 'title', settings, levels: [card] }
  const mode = (asked.get('mode') ?? 'running') as SittingMode
  const can = { plan: true, rewind: asked.has('rewind') }
  return { screen: 'run', settings, level: card, park, mode, replay: false, noPicture: false, can }
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

import { openStage } from '../../../src/scenes/stage'

const stage = await openStage(hud.canvasHost, { reducedMotion: false })
Object.assign(window, { look: { show: (_: string, now: number) => stage.draw(park, 0, now) } })
