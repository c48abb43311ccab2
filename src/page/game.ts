/**
 * The page at work: the app's statechart, whoever sits at the board, the one animation
 * frame that lets time pass, and everybody who is told.
 */

import { createActor } from 'xstate'
import { type Hud, openHud } from '../hud/hud'
import { type AppEvent, isErrand, type ScreenView, type Settings } from '../hud/screen'
import type { Tick } from '../model/units'
import { AWAITED, openPostcard } from '../scenes/postcard'
import { openStreet } from '../scenes/street'
import { openTitle } from '../scenes/title'
import { campaign } from '../session/campaign'
import type { Intent } from '../session/intent'
import { browserStore } from '../session/ports'
import { effectsOf, openGauge } from '../session/quality'
import type { RunFile } from '../session/run-file'
import type { Sitting } from '../session/sitting'
import { streetOf } from '../session/street'
import { openBand } from '../sound/band'
import { openSpeaker } from '../sound/speaker'
import { marked } from '../view/aim'
import type { Cue } from '../view/cues'
import { musicOf, STREET_MUSIC } from '../view/music'
import { type Address, addressOf } from './address'
import type { Afterthought } from './afterthought'
import { type Calls, openCalls } from './calls'
import type { Crowds } from './crowd'
import { openDaily } from './daily'
import { openDevices } from './devices'
import { openEars } from './ears'
import { run as runErrand } from './errands'
import { attend } from './fetching'
import { openHalves } from './halves'
import { openHelp } from './help'
import { type Keeping, openKeeping } from './keeping'
import { type Library, openLibrary, watchLevels } from './library'
import { keysNow, listen } from './listening'
import { type Door, openFile, openLink, refuse } from './opening'
import { openPicture } from './picture'
import { openReckoner, settleNow } from './reckon'
import { screenOf } from './screens'
import { openSeat, type Seat, type Trouble } from './seat'
import { isWish, pause, sayingOf, wind } from './theatre'
import { openTime } from './time'

export async function openGame(root: HTMLElement): Promise<void> {
  const keeping = await openKeeping(
    browserStore(() => localStorage),
    matchMedia('(prefers-reduced-motion: reduce)').matches,
  )
  const library = openLibrary(undefined, () => show())
  let crowds: Crowds = () => [] // they come with the second half
  const seat = openSeat(keeping.bestRun, library)
  const speaker = openSpeaker(keeping.settings)
  const band = openBand(keeping.settings)
  const ears = openEars(heard => {
    speaker.play(heard.cue)
    if (LOUD.has(heard.cue)) band.duck()
    hud.caption(heard)
  })
  const app = openApp(seat, library, frontOf(keeping))
  let afterthought: Afterthought | undefined
  const help = openHelp()
  const calls = openCalls(app, seat, () => keeping.settings)
  const hands = handsOf({
    app,
    seat,
    library,
    keeping,
    calls,
    otherLine: choice => afterthought?.ask(choice),
    hud: () => hud,
  })
  const hud: Hud = openHud(root, hands)
  const picture = openPicture(hud.canvasHost, () => show())
  const titlePicture = openTitle(hud.sky)
  const streetPicture = openStreet(hud.sky)
  const postcard = openPostcard(hud.sky)
  const gauge = openGauge()
  const effects = () => effectsOf(keeping.settings.quality, gauge)
  const address = addressOf(location)
  const halves = openHalves(
    second => {
      afterthought = second.openAfterthought()
      crowds = second.openCrowds(() => show())
      hud.have(second.pages)
      show()
    },
    why => shown?.screen === 'coming' && app.send({ type: 'FAIL', problem: { key: 'problem.notCome', detail: why } }),
  )

  let shown: ScreenView | undefined
  const devices = openDevices(() => show())
  const show = () => {
    const screen = screenOf({
      snapshot: app.getSnapshot(),
      settings: keeping.settings,
      seat,
      picture: picture.state,
      hindsight: afterthought?.about(seat.sitting?.run),
      second: halves.second,
      keeping,
      library,
      crowds,
      help,
      allOpen: address.allOpen,
      call: calls.call,
    })
    const isWaitedFor = screen.screen === 'coming'
    if (isWaitedFor || hasBegun(seat)) halves.send(isWaitedFor)
    shown = { ...screen, ...devices.now, effects: { now: effects(), median: gauge.median } }
    hud.show(shown)
    if (NEAR_THE_PARK.has(shown.screen)) picture.sendFor()
    picture.wanted(shown)
  }
  hands.onChange((before: Settings) => {
    speaker.set(keeping.settings)
    band.set(keeping.settings)
    if (before.reducedMotion !== keeping.settings.reducedMotion) picture.close() // opened anew when it is next wanted
    show()
  })
  hands.onPlay(() => {
    if (seat.sitting) ears.hear(seat.sitting.run, seat.screening?.theatre.leaps, seat.sitting.reckoning.impacts)
    show()
  })
  app.subscribe(show)

  const pad = listen({
    hud,
    intent: tried(hud, hands.intent),
    keys: () => keysNow(seat, calls, keeping.settings),
    used: devices.used,
    playing: () => shown?.screen === 'run' && !seat.screening && !document.querySelector('dialog[open]'),
  })
  watchLevels(library, id => {
    seat.replayOn(id)
    show()
  })
  attend(app, library)
  app.start()
  library.fetch(frontOf(keeping))
  const door: Door = { app, hud: () => hud, library }
  follow(door, address)
  addEventListener('hashchange', () => follow(door, addressOf(location)))
  const noteEnd = ({ run, file, reckoning }: Sitting) => {
    settleNow(reckoning)
    if (seat.counts) void keeping.note(run, reckoning.impacts, file()).then(show)
  }
  const reckon = openReckoner(hands.played)
  const isShownLater = () => shown?.screen === 'coming' || (picture.state === 'coming' && !keeping.settings.textBoard)
  const pass = openTime(app, seat, noteEnd, address.speedPercent, calls.stops, isShownLater)
  everyFrame((elapsed, now) => {
    pad()
    seat.sitting?.helpedBy(keeping.settings.difficulty)
    if (pass(elapsed)) {
      if (seat.sitting && !seat.screening) help.had(seat.sitting, keeping.settings.difficulty)
      hands.played()
    }
    if (seat.sitting && hasBegun(seat) && !seat.sitting.run.level.lab) reckon(seat.sitting.run, seat.sitting.reckoning)
    band.play(seat.sitting && AT_THE_PARK.has(shown?.screen) ? musicOf(seat.sitting.run) : STREET_MUSIC)
    if (afterthought?.think(shown?.screen === 'debrief' ? seat.sitting?.run : undefined)) show()
    if (shown?.screen === 'street') streetPicture.draw()
    if (shown?.screen === 'title') titlePicture.draw(now, shown.settings.reducedMotion)
    if (shown?.screen === 'briefing') {
      const { level, riders = [], settings } = shown
      postcard.draw({ of: 'briefing', levelId: level.id, late: 0, riders }, AWAITED, now, settings.reducedMotion)
    }
    if (shown?.screen === 'debrief' && halves.second) {
      const { LANDED, WIPED_OUT } = halves.second
      const { card } = shown.debrief
      if (card.of === 'landed') postcard.draw(card, LANDED, now, shown.settings.reducedMotion)
      else if (card.of === 'wipedOut') postcard.draw(card, WIPED_OUT, now, shown.settings.reducedMotion)
    }
    if (shown?.screen !== 'run' || !seat.sitting || shown.settings.textBoard) return
    picture.draw(shown.park, seat.sitting.alpha, now, shown.settings, effects())
    if (gauge.frame(elapsed)) show()
  })
}

const NEAR_THE_PARK: ReadonlySet<ScreenView['screen']> = new Set(['briefing', 'duel', 'lab'])
const AT_THE_PARK: ReadonlySet<ScreenView['screen'] | undefined> = new Set(['run', 'duel', 'debrief'])

/** Music steps back for these. */
const LOUD: ReadonlySet<Cue> = new Set(['slam', 'wipeOut', 'twoWriters', 'writesLost'])

type App = ReturnType<typeof openApp>

/** The statechart as an actor: each sitting it opens is taken at the seat. */
function openApp(seat: Seat, library: Library, front: string) {
  const orFail = (trouble: Trouble | undefined) => {
    // sent when the present event has been dealt with
    if (trouble)
      queueMicrotask(() => actor.send({ type: 'FAIL', problem: { key: trouble.key, detail: trouble.detail } }))
  }
  const actor = createActor(
    campaign.provide({
      actions: {
        openRun: ({ context: { levelId, seed, lab, duel } }) =>
          orFail(seat.play(levelId, seed, { lab, duel: duel && true })),
        openReplay: ({ context }) => orFail(seat.watch(context.runFile as RunFile, context.span?.from)),
        openBranch: () => seat.branch(),
      },
      guards: { isHere: ({ context }) => library.opened(context.levelId) !== undefined },
    }),
    { input: { levelId: front } },
  )
  return actor
}

interface Around {
  readonly app: App
  readonly seat: Seat
  readonly library: Library
  readonly keeping: Keeping
  readonly calls: Calls
  readonly otherLine: (choice: number) => void
  readonly hud: () => Hud
}

/** What hands do: intents go to the sitting, events to the app, errands to the desk. */
function handsOf({ app, seat, library, keeping, calls, otherLine, hud }: Around) {
  let changed: (before: Settings) => void = () => {}
  let played: () => void = () => {}
  const answered = (intent: Intent) => {
    hud().tried(intent)
    const done = seat.sitting?.intend(intent)
    played()
    return done
  }
  return {
    intent(intent: Intent) {
      if (intent.do === 'menu' || (intent.do === 'leave' && !isMarking(seat))) return app.send({ type: 'MENU' })
      if (intent.do === 'plan') return pause(app, seat)
      const number = intent.do === 'answer' ? intent.number : calls.numberOf(intent)
      if (number !== undefined) return calls.answer(number, answered)
      const said = sayingOf(intent, seat)
      if (isWish(intent)) wind(intent, app, seat)
      else seat.sitting?.intend(intent.do === 'leave' ? { do: 'unmark' } : intent)
      calls.settle()
      if (said) hud().notify(said)
      played()
    },
    app(event: AppEvent) {
      if (event.type === 'DUEL') return app.send({ ...event, seed: anySeed() })
      if (!isErrand(event)) return app.send(event)
      const door: Door = { app, hud, library }
      const open = (file: File) => openFile(file, door)
      const daily = () => openDaily(door)
      const runFile = (round?: number) =>
        round === undefined ? seat.sitting?.file() : app.getSnapshot().context.duel?.rounds[round]?.runFile
      void runErrand(event, {
        hud,
        keeping,
        runFile,
        open,
        daily,
        otherLine,
        changed: before => changed(before),
      }).catch(error => hud().warn({ key: 'problem.notCome', detail: error instanceof Error ? error.message : '' }))
    },
    played: () => played(),
    onChange(listener: (before: Settings) => void) {
      changed = listener
    },
    onPlay(listener: () => void) {
      played = listener
    },
  }
}

/** Something is marked by whoever plays. */
const isMarking = ({ sitting, screening }: Seat): boolean =>
  !screening && sitting !== undefined && marked(sitting.marks) !== undefined

/** Nobody has seen these cards. */
const anySeed = (): number => crypto.getRandomValues(new Uint32Array(1))[0] ?? 0

/** A refusal is shown where it was tried. */
const tried = (hud: Hud, act: (intent: Intent) => void) => (intent: Intent) => {
  hud.tried(intent)
  act(intent)
}

/** For some seconds: what a run begins with has come. A Lab and a duel begin with more. */
const hasBegun = ({ sitting }: Seat): boolean =>
  sitting !== undefined &&
  (sitting.run.world.tick >= SOME_SECONDS || Boolean(sitting.run.level.lab || sitting.run.level.duel))
const SOME_SECONDS: Tick = 120

/** What PRESS START will open. */
const frontOf = (keeping: Keeping) => streetOf(id => keeping.reached(id).best !== undefined).front

/** What the address asks for. */
function follow(door: Door, { level, run }: Address): void {
  if (run !== undefined) return void openLink(run, door)
  if (level === undefined) return
  const opened = door.library.opened(level)
  if (opened?.kind === 'problem') refuse({ key: opened.key, detail: opened.detail }, door)
  else door.app.send({ type: 'OPEN', levelId: level })
}

function everyFrame(act: (elapsed: number, now: number) => void): void {
  let last: number | undefined
  const frame = (now: number) => {
    requestAnimationFrame(frame) // first: what fails in one frame must not stop all others
    const elapsed = last === undefined ? 0 : now - last
    last = now
    act(elapsed, now)
  }
  requestAnimationFrame(frame)
}
