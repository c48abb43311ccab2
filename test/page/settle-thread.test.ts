/** The page's end of the thread that settles incidents, with a thread that answers when it is told to. */

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { openReckoner } from '../../src/page/reckon'
import type { Answer, Told } from '../../src/page/settle.worker'
import { impactsOf } from '../../src/proof/settling'
import { openSettler, type Settler } from '../../src/session/settler'
import { openSitting, type Sitting } from '../../src/session/sitting'
import { aCourse, aWorkload } from '../given'

const COURSE = aCourse({
  lasts: 900,
  slo: 500_000,
  workloads: [aWorkload({ name: 'old', kernel: 'own' })],
  incidents: [{ id: 'power', what: 'host-down', at: 300, target: 'hypervisor/h1' }],
})

/** Does what the real one does, but only when `work` is called. */
class Thread extends EventTarget {
  static last: Thread
  readonly asked: Told[] = []
  private settler: Settler | undefined
  constructor() {
    super()
    Thread.last = this
  }
  postMessage(told: Told) {
    this.asked.push(structuredClone(told))
  }
  work() {
    for (const told of this.asked.splice(0)) {
      if ('open' in told) this.settler = openSettler(COURSE, told.seed)
      else this.say({ of: told.follow, found: this.settler?.follow(told.log, told.to) ?? [] })
    }
  }
  say(data: Answer) {
    this.dispatchEvent(new MessageEvent('message', { data }))
  }
}

/** `old` in a VM on h1, whose power goes. */
function routed(): Sitting {
  const sitting = openSitting(COURSE, 3)
  wait(sitting, 5)
  sitting.intend({ do: 'mark', target: 'hypervisor/h1' })
  sitting.intend({ do: 'route', lane: 'boxes' })
  return sitting
}

function wait(sitting: Sitting, until: number, eachFrame: () => void = () => {}) {
  while (sitting.run.world.tick < until && sitting.run.play.outcome === 'running') {
    sitting.advance(1_000 / 60)
    eachFrame()
  }
}

function openPage() {
  let found = 0
  const reckon = openReckoner(() => {
    found += 1
  })
  return {
    frame: ({ run, reckoning }: Sitting) => reckon(run, reckoning),
    get found() {
      return found
    },
  }
}

const FAR = 890

/** Frames pass, though no time of the run does. */
function rest(page: ReturnType<typeof openPage>, sitting: Sitting) {
  for (let frames = 0; frames < 400 && page.found === 0; frames += 1) page.frame(sitting)
}

describe('Incidents are settled by a thread of their own', () => {
  beforeEach(() => vi.stubGlobal('Worker', Thread))
  afterEach(() => {
    vi.unstubAllGlobals()
    vi.restoreAllMocks()
  })

  it('and come out as when the run is looked back at, with no slice on the page', () => {
    const sitting = routed()
    const go = vi.spyOn(sitting.reckoning, 'go')
    const page = openPage()
    wait(sitting, FAR, () => {
      page.frame(sitting)
      Thread.last.work()
    })
    rest(page, sitting)
    expect([page.found, sitting.reckoning.settled, go.mock.calls.length]).toEqual([1, true, 0])
    expect(sitting.reckoning.impacts).toEqual(impactsOf(sitting.run))
  })

  it('which is asked one thing at a time, once a second of play', () => {
    const sitting = routed()
    const page = openPage()
    wait(sitting, 300, () => page.frame(sitting))
    expect(Thread.last.asked).toHaveLength(2) // opened, and followed once: there was no answer
    Thread.last.work()
    page.frame(sitting)
    expect(Thread.last.asked).toMatchObject([{ to: sitting.run.world.tick, log: [{ tick: 5 }] }])
  })

  it('and what it says of a line that was rewound is not heard', () => {
    const sitting = routed()
    const page = openPage()
    wait(sitting, FAR, () => page.frame(sitting))
    Thread.last.asked.push({ follow: 1, log: [], to: FAR })
    const before = Thread.last
    sitting.intend({ do: 'rewind' })
    page.frame(sitting)
    before.say({ of: 1, found: [{ key: 'power 300 360', impact: {} as never }] })
    expect([page.found, sitting.reckoning.impacts]).toEqual([0, []])
  })

  it('and by the page itself, a little in each frame, if it says nothing', () => {
    const sitting = routed()
    const page = openPage()
    wait(sitting, FAR, () => page.frame(sitting))
    const now = performance.now()
    vi.spyOn(performance, 'now').mockReturnValue(now + 2_001)
    rest(page, sitting)
    expect(sitting.reckoning.impacts).toEqual(impactsOf(sitting.run))
  })

  it.each(['error', 'messageerror'])('and by the page itself after an %s', wrong => {
    const sitting = routed()
    const page = openPage()
    page.frame(sitting)
    Thread.last.dispatchEvent(new Event(wrong))
    wait(sitting, FAR, () => page.frame(sitting))
    rest(page, sitting)
    expect(page.found).toBe(1)
    expect(sitting.reckoning.impacts).toEqual(impactsOf(sitting.run))
  })
})

it('Where there are no threads the page settles incidents by itself', () => {
  const sitting = routed()
  const page = openPage()
  wait(sitting, FAR, () => page.frame(sitting))
  rest(page, sitting)
  expect([page.found, sitting.reckoning.settled]).toEqual([1, true])
})
