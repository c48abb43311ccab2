/** Call-out mode, played by keys as on the page: the clock, the app's statechart, a level, and no screen. */

import { beforeEach, describe, expect, it } from 'vitest'
import { createActor } from 'xstate'
import { DEFAULT_SETTINGS } from '../../src/hud/screen'
import type { Command } from '../../src/model/command'
import { openCalls } from '../../src/page/calls'
import { openSeat } from '../../src/page/seat'
import { openTime } from '../../src/page/time'
import { campaign, modeOf } from '../../src/session/campaign'
import type { Intent } from '../../src/session/intent'
import { shelf } from './shelf'

const library = await shelf('L01-drop-in', 'L06-spine-transfer')

function aPage(level = 'L06-spine-transfer', callOut = true) {
  const seat = openSeat(() => undefined, library)
  const app = createActor(campaign, { input: { levelId: level } })
  app.start()
  seat.play(level)
  let settings = { ...DEFAULT_SETTINGS, callOut }
  const calls = openCalls(app, seat, () => settings)
  const pass = openTime(app, seat, () => {}, 100, calls.stops)
  app.send({ type: 'START' })
  app.send({ type: 'START' })
  const intend = (intent: Intent) => {
    const number = calls.numberOf(intent)
    if (number !== undefined) return calls.answer(number, meant => seat.sitting?.intend(meant))
    const done = seat.sitting?.intend(intent)
    calls.settle()
    return done
  }
  return {
    app,
    calls,
    intend,
    answer: (number: number) => calls.answer(number, intent => seat.sitting?.intend(intent)),
    mode: () => modeOf(app.getSnapshot()),
    tick: () => seat.sitting!.run.world.tick,
    log: () => seat.sitting!.file().log.map(({ command }) => [command.verb, command.target, (command as Command).lane]),
    marks: () => seat.sitting!.file().marks,
    set: (on: boolean) => {
      settings = { ...settings, callOut: on }
    },
    /** Frames until something is called out; what. */
    wait(seconds = 30) {
      for (let frame = 0; frame < seconds * 60; frame += 1) {
        if (calls.call) return calls.call.id
        pass(1000 / 60)
      }
      return undefined
    },
    live: (frames: number) => {
      for (let frame = 0; frame < frames; frame += 1) pass(1000 / 60)
    },
  }
}
let page: ReturnType<typeof aPage>
beforeEach(() => {
  page = aPage()
})

describe('Time stands', () => {
  it('when a rider is up, and does not move until it is answered', () => {
    expect(page.wait()).toBe('up/rider/orders-db')
    const tick = page.tick()
    page.live(120)
    expect([page.mode(), page.tick()]).toEqual(['planning', tick])
  })

  it('and the run counts as planned from then on', () => {
    expect(page.marks().planned).toBe(false)
    page.wait()
    expect(page.marks()).toEqual({ planned: true, rewound: false })
  })

  it('never, without the setting', () => {
    const usual = aPage('L06-spine-transfer', false)
    expect(usual.wait(8)).toBeUndefined()
    expect(usual.marks().planned).toBe(false)
  })

  it('where a level has no PLAN, too', () => {
    expect(aPage('L01-drop-in').wait()).toBe('up/rider/hello')
  })
})

describe('A number', () => {
  it('gives the command, and time runs on', () => {
    page.wait()
    page.answer(2)
    expect(page.log()).toEqual([['ROUTE', 'rider/orders-db', 'boxes']])
    expect(page.mode()).toBe('running')
    expect(page.wait(), 'and stands for what is next').toBe('ready/rider/orders-db')
  })

  it('that would be refused leaves time standing, for another one', () => {
    page.wait()
    page.answer(3)
    expect([page.mode(), page.calls.call?.id]).toEqual(['planning', 'up/rider/orders-db'])
    page.answer(2)
    expect(page.mode()).toBe('running')
  })

  it('that is the last one gives no command', () => {
    page.wait()
    page.answer(page.calls.call!.answers.length)
    expect(page.log()).toEqual([])
    expect(page.mode()).toBe('running')
  })

  it('that is none of them does nothing', () => {
    page.wait()
    page.answer(9)
    expect(page.mode()).toBe('planning')
  })

  it('means nothing when nothing was called', () => {
    page.set(false)
    page.live(60)
    page.answer(2)
    expect(page.log()).toEqual([])
  })

  it('acts on the plate that was called, as does its trick by any device', () => {
    const { answers } = untilThePower()
    page.answer(answers.findIndex(({ verb }) => verb === 'MOVE') + 1)
    expect(page.log().at(-1)?.slice(0, 2)).toEqual(['MOVE', 'hypervisor/h1'])

    page = aPage()
    untilThePower()
    page.intend({ do: 'trick', verb: 'MOVE' })
    expect(page.log().at(-1)?.slice(0, 2)).toEqual(['MOVE', 'hypervisor/h1'])
    expect(page.mode()).toBe('running')
  })

  it('but what was marked by hand goes before it', () => {
    untilThePower()
    page.intend({ do: 'mark', target: 'rider/shop' })
    page.intend({ do: 'trick', verb: 'SCALE' })
    expect(page.log().at(-1)?.slice(0, 2)).toEqual(['SCALE', 'rider/shop'])
    expect(page.mode(), 'and is no answer').toBe('planning')
  })
})

/** All riders ride, and it is called out that the power of a host will go. */
function untilThePower() {
  for (const number of [2, 1, 1, 1]) {
    page.wait()
    page.answer(number)
  }
  expect(page.wait()).toMatch(/^coming\//)
  return page.calls.call!
}

describe('What was called', () => {
  it('is not called again while it lasts', () => {
    page.wait()
    page.answer(page.calls.call!.answers.length)
    expect(page.wait()).not.toBe('up/rider/orders-db')
  })

  it('is dealt with by any device: time runs on', () => {
    page.wait()
    page.intend({ do: 'route', lane: 'boxes' })
    expect(page.mode()).toBe('running')
  })

  it('but not by a mark', () => {
    page.wait()
    page.intend({ do: 'markNext' })
    expect(page.mode()).toBe('planning')
  })

  it('is over when one lets time run by hand, and a PLAN after that is just one', () => {
    page.wait()
    page.app.send({ type: 'PLAN' })
    page.live(2)
    page.app.send({ type: 'PLAN' })
    expect(page.calls.call).toBeUndefined()
  })

  it('waits behind the menu', () => {
    page.wait()
    page.app.send({ type: 'MENU' })
    expect(page.calls.call).toBeUndefined()
    page.app.send({ type: 'RESUME' })
    expect(page.calls.call?.id).toBe('up/rider/orders-db')
  })

  it('is called again after REWIND, which goes back before it', () => {
    page.wait()
    page.answer(2)
    page.wait()
    page.intend({ do: 'rewind' })
    expect(page.wait()).toBe('up/rider/orders-db')
  })
})
