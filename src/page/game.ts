/**
 * The page at work: the app's statechart, the sitting it opens, the one animation
 * frame that lets time pass, and everybody who is told.
 */

import { createActor } from 'xstate'
import { type Hud, openHud } from '../hud/hud'
import { type AppEvent, isErrand, type Settings } from '../hud/screen'
import { listenToKeys } from '../input/keys'
import { listenToSwipes } from '../input/pointer'
import { LEVEL_IDS } from '../level/catalogue'
import type { Course } from '../rules/course'
import { campaign, modeOf, placeOf } from '../session/campaign'
import type { Intent } from '../session/intent'
import { readLink } from '../session/link'
import { browserStore } from '../session/ports'
import type { RunFile } from '../session/run-file'
import { openReplay, openSitting, type Sitting } from '../session/sitting'
import { addressOf } from './address'
import { run as runErrand } from './errands'
import { openKeeping } from './keeping'
import { type Opened, openLevel, readLevel, watchLevels } from './library'
import { openPicture } from './picture'
import { screenOf } from './screens'

export function openGame(root: HTMLElement): void {
  const { matchMedia, localStorage } = window
  const address = addressOf(location)
  const keeping = openKeeping(
    browserStore(() => localStorage),
    matchMedia('(prefers-reduced-motion: reduce)').matches,
  )
  let sitting: Sitting | undefined
  let stale = true

  const begin = (opened: Opened, sit: (course: Course) => Sitting) => {
    if (opened.kind === 'level') sitting = sit(opened.course)
    else queueMicrotask(() => actor.send({ type: 'FAIL', problem: { key: opened.key, detail: opened.detail } }))
    stale = true
  }
  const actor = createActor(
    campaign.provide({
      actions: {
        openRun: ({ context }) => {
          const opened = openLevel(context.levelId)
          begin(opened, course => openSitting(course, course.level.seed))
        },
        openReplay: ({ context }) => {
          const file = context.runFile as RunFile
          begin(levelOf(file), course => openReplay(course, file))
        },
      },
    }),
    { input: { levelId: LEVEL_IDS[0] ?? '' } },
  )

  const intend = (intent: Intent) => {
    if (intent.do === 'menu') return actor.send({ type: 'MENU' })
    if (intent.do === 'plan') return plan()
    sitting?.intend(intent)
    stale = true
  }
  const plan = () => {
    if (!sitting?.run.level.may.includes('PLAN')) return
    actor.send({ type: 'PLAN' })
    if (placeOf(actor.getSnapshot()) === 'run') sitting.plan()
  }
  const app = (event: AppEvent) => {
    if (!isErrand(event)) return actor.send(event)
    void runErrand(event, { hud: () => hud, keeping, runFile: () => sitting?.file(), changed: settingsChanged })
  }
  const hud: Hud = openHud(root, { intent: intend, app })
  const picture = openPicture(hud.canvasHost, () => {
    stale = true
  })
  const settingsChanged = (before: Settings) => {
    stale = true
    const { reducedMotion } = keeping.settings
    if (reducedMotion !== before.reducedMotion && isSitting()) picture.open(reducedMotion)
  }

  const isSitting = () => ['run', 'replay'].includes(placeOf(actor.getSnapshot()))
  const show = () => {
    stale = false
    shown = screenOf({ snapshot: actor.getSnapshot(), settings: keeping.settings, sitting, noPicture: picture.missing })
    hud.show(shown)
  }
  let shown = screenOf({ snapshot: actor.getSnapshot(), settings: keeping.settings, sitting, noPicture: false })

  let pictured = false
  actor.subscribe(() => {
    if (isSitting() && !pictured) {
      pictured = true
      show() // so that the picture's host has its size
      picture.open(keeping.settings.reducedMotion)
    }
    stale = true
  })

  const pass = (elapsed: number) => {
    const snapshot = actor.getSnapshot()
    if (!sitting || !isSitting() || modeOf(snapshot) !== 'running' || document.hidden) return
    const before = sitting.run.world.tick
    sitting.advance(elapsed, address.speedPercent)
    if (sitting.run.world.tick !== before) stale = true
    if (sitting.run.play.outcome === 'running') return
    if (placeOf(snapshot) === 'run') keeping.note(sitting.run)
    actor.send({ type: 'ENDED', runFile: sitting.file() })
  }
  let last: number | undefined
  const frame = (now: number) => {
    pass(last === undefined ? 0 : now - last)
    last = now
    if (stale) show()
    if (shown.screen === 'run' && sitting && !keeping.settings.textBoard) picture.draw(shown.park, sitting.alpha, now)
    requestAnimationFrame(frame)
  }

  const hands = {
    intent: (intent: Intent) => {
      hud.tried(intent)
      intend(intent)
    },
    tell: () => hud.tell(),
  }
  listenToKeys(hud.board, hands)
  listenToSwipes(hud.board, hands)
  watchLevels(() => {
    sitting = sitting && playedOn(sitting)
    stale = true
  })
  actor.start()
  show()
  follow(address.level, address.run)
  requestAnimationFrame(frame)

  function follow(level: string | undefined, link: string | undefined) {
    if (link !== undefined) {
      const decoded = readLink(link)
      if (decoded.kind === 'run') actor.send({ type: 'WATCH', levelId: decoded.file.level.id, runFile: decoded.file })
      else actor.send({ type: 'FAIL', problem: { key: `problem.${decoded.key}`, detail: decoded.detail } })
    } else if (level !== undefined) {
      const opened = openLevel(level)
      if (opened.kind === 'level') actor.send({ type: 'OPEN', levelId: level })
      else actor.send({ type: 'FAIL', problem: { key: opened.key, detail: opened.detail } })
    }
  }
}

const levelOf = (file: RunFile): Opened =>
  file.level.whole === undefined ? openLevel(file.level.id) : readLevel(JSON.stringify(file.level.whole), file.level.id)

/** The same commands on the level as it is now saved, to the tick where the run stood. */
function playedOn(sitting: Sitting): Sitting {
  const opened = openLevel(sitting.run.level.id)
  return opened.kind === 'level' ? sitting.onto(opened.course) : sitting
}
