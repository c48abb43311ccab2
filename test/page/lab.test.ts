/** The Lab on the page: from its door to a park that is struck, its link, and back from that. */

import { describe, expect, it } from 'vitest'
import { createActor } from 'xstate'
import { DEFAULT_SETTINGS } from '../../src/hud/screen'
import { openHelp } from '../../src/page/help'
import { screenOf } from '../../src/page/screens'
import { openSeat, type Seat } from '../../src/page/seat'
import * as second from '../../src/page/second'
import { wind } from '../../src/page/theatre'
import { openTime } from '../../src/page/time'
import { hash } from '../../src/rules/run'
import { campaign, placeOf } from '../../src/session/campaign'
import { linkOf, readLink } from '../../src/session/link'
import { usualWish } from '../given-lab'
import { shelf } from './shelf'

const library = await shelf('C7-full-park')
const LAB = { ...usualWish({ era: 'now' }), riders: 'none' } as const

function aPage() {
  const seat: Seat = openSeat(() => undefined, library)
  const app = createActor(
    campaign.provide({
      actions: {
        openRun: ({ context }) => void seat.play(context.levelId, context.seed, { lab: context.lab }),
        openReplay: ({ context }) => void seat.watch(context.runFile!),
        openBranch: () => seat.branch(),
      },
    }),
    { input: { levelId: 'C7-full-park' } },
  ).start()
  const screen = () =>
    screenOf({
      second,
      snapshot: app.getSnapshot(),
      settings: DEFAULT_SETTINGS,
      seat,
      picture: 'none',
      hindsight: undefined,
      keeping: { reached: () => ({ best: undefined, goals: [], letters: [], runs: [] }), points: 0, ownsCape: false },
      library,
      crowds: () => [],
      allOpen: false,
      call: undefined,
      help: openHelp(),
    })
  return {
    seat,
    app,
    screen,
    pass: openTime(
      app,
      seat,
      () => {},
      100,
      () => false,
    ),
  }
}

const opened = () => {
  const page = aPage()
  page.app.send({ type: 'STREET' })
  page.app.send({ type: 'LAB' })
  return page
}

function inLab() {
  const page = opened()
  page.app.send({ type: 'OPEN_LAB', levelId: 'C7-full-park', seed: 42, lab: LAB })
  page.app.send({ type: 'HERE' })
  const { sitting } = page.seat
  sitting!.intend({ do: 'lab', command: { verb: 'ADD', target: 'rider/front' } })
  sitting!.intend({ do: 'route', lane: 'bowl' })
  sitting!.intend({ do: 'go', by: 200 })
  sitting!.intend({ do: 'lab', command: { verb: 'FIRE', target: 'node/b1', fire: { what: 'host-down' } } })
  sitting!.intend({ do: 'go', by: 20 })
  return page
}

describe('The Lab on the page', () => {
  it('has every park behind its door, whatever was landed', () => {
    const screen = opened().screen()
    if (screen.screen !== 'lab') throw new Error(screen.screen)
    expect(screen.door.parks.flatMap(({ parks }) => parks).length).toBeGreaterThan(19)
    expect(screen.door.chosen).toBe('C7-full-park')
  })

  it('shows what can be done beside the board, and counts for nothing', () => {
    const { screen, seat } = inLab()
    const run = screen()
    if (run.screen !== 'run' || !run.lab) throw new Error(run.screen)
    const { view } = run.lab
    expect(view.fired).toMatchObject([{ target: 'node/b1', mends: true, at: 200 }])
    expect(view.strikes.map(({ target }) => target)).not.toContain('node/b1')
    expect(view.loads.map(({ name }) => name)).toEqual(['front'])
    expect(view.callable.filter(({ own }) => own).length).toBe(21)
    expect([seat.counts, seat.ghost, run.park.endless]).toEqual([false, undefined, true])
  })

  it('is begun anew with the same park, seed and wishes', () => {
    const { app, seat } = inLab()
    app.send({ type: 'AGAIN' })
    expect(seat.sitting!.run.level.lab).toEqual(LAB)
    expect([seat.sitting!.run.world.seed, seat.sitting!.run.world.tick]).toEqual([42, 0])
  })

  it('is a link, which plays it again to where it was left, stands there, and goes on by hand', () => {
    const first = inLab()
    const left = hash(first.seat.sitting!.run)
    const decoded = readLink(linkOf(first.seat.sitting!.file()))
    if (decoded.kind !== 'run') throw new Error(decoded.key)
    const { app, seat, pass, screen } = aPage()
    app.send({ type: 'WATCH', levelId: 'C7-full-park', runFile: decoded.file })
    for (let frame = 0; frame < 700; frame += 1) pass(20)
    expect([placeOf(app.getSnapshot()), seat.sitting!.run.world.tick, hash(seat.sitting!.run)]).toEqual([
      'replay',
      220,
      left,
    ])
    expect(screen()).toMatchObject({ mode: 'planning', replay: true, theatre: { faith: 'same', sameEnd: true } })
    wind({ do: 'branch' }, app, seat)
    expect([placeOf(app.getSnapshot()), hash(seat.sitting!.run)]).toEqual(['run', left])
  })
})
