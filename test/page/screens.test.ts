/** Which level a page is about. */

import { describe, expect, it } from 'vitest'
import { createActor } from 'xstate'
import { DEFAULT_SETTINGS, type Settings } from '../../src/hud/screen'
import { screenOf } from '../../src/page/screens'
import { openSeat } from '../../src/page/seat'
import * as second from '../../src/page/second'
import { campaign } from '../../src/session/campaign'
import { shelf } from './shelf'

const library = await shelf('L01-drop-in', 'L03-backpack')

function aPage() {
  const seat = openSeat(() => undefined, library)
  const app = createActor(
    campaign.provide({ actions: { openRun: ({ context }) => void seat.play(context.levelId) } }),
    { input: { levelId: 'L01-drop-in' } },
  )
  app.start()
  const keeping = { reached: () => ({ best: undefined, goals: [], letters: [], runs: [] }), points: 0, ownsCape: false }
  const shown = (settings: Settings = DEFAULT_SETTINGS) =>
    screenOf({
      second,
      snapshot: app.getSnapshot(),
      settings,
      seat,
      picture: 'none',
      hindsight: undefined,
      keeping,
      library,
      crowds: () => [],
      help: { of: (sitting: unknown) => (sitting === seat.sitting ? 'signs' : undefined) },
      allOpen: false,
      call: undefined,
    } as unknown as Parameters<typeof screenOf>[0])
  return { app, seat, shown }
}

const idOf = (screen: ReturnType<typeof screenOf>) => ('level' in screen ? screen.level.id : undefined)

describe('After a run of one level', () => {
  it('the briefing is of the level that is chosen next, and so is its run', () => {
    const { app, shown } = aPage()
    app.send({ type: 'START' })
    app.send({ type: 'START' })
    expect(idOf(shown())).toBe('L01-drop-in')
    app.send({ type: 'QUIT' })
    app.send({ type: 'OPEN', levelId: 'L03-backpack' })
    expect([shown().screen, idOf(shown())]).toEqual(['briefing', 'L03-backpack'])
    app.send({ type: 'START' })
    expect([shown().screen, idOf(shown())]).toEqual(['run', 'L03-backpack'])
  })
})

describe('How much help there is', () => {
  const playing = () => {
    const page = aPage()
    page.app.send({ type: 'START' })
    page.app.send({ type: 'START' })
    return page
  }

  it('decides what the board shows of one and the same run', () => {
    const { seat, shown } = playing()
    const { run } = seat.sitting!
    run.play.hint = 'hint.order'
    const hint = (difficulty: Settings['difficulty']) => {
      const screen = shown({ ...DEFAULT_SETTINGS, difficulty })
      return screen.screen === 'run' ? screen.park.hint : 'no run'
    }
    expect([hint('helped'), hint('signs')]).toEqual([{ from: 'level', key: 'hint.order' }, undefined])
  })

  it('is what the debrief says it was, not what it is now', () => {
    const { app, seat, shown } = playing()
    app.send({ type: 'ENDED', runFile: seat.sitting!.file() })
    expect(shown({ ...DEFAULT_SETTINGS, difficulty: 'bare' })).toMatchObject({ screen: 'debrief', help: 'signs' })
  })
})
