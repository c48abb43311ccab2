import { describe, expect, it } from 'vitest'
import { replay, resumed } from '../../src/proof/playing'
import { hash, logOf } from '../../src/rules/run'
import type { Intent } from '../../src/session/intent'
import { openReplay } from '../../src/session/screening'
import { openSitting, type Sitting } from '../../src/session/sitting'
import { aCourse, anArrival, aWorkload } from '../given'

const COURSE = aCourse({ slo: 0, workloads: ['web', 'old'].map(name => aWorkload({ name })) })

/** A tick takes two frames, so that time can be stopped at each. */
const FRAME = 1_000 / 60
const wait = (sitting: Sitting, ticks: number) => {
  const until = sitting.run.world.tick + ticks
  while (sitting.run.world.tick < until && sitting.run.play.outcome === 'running') sitting.advance(FRAME)
}

function sat(ticks = 5, course = COURSE): Sitting {
  const sitting = openSitting(course, 11)
  wait(sitting, ticks)
  return sitting
}

const commandOf = (sitting: Sitting, intent: Intent) => sitting.intend(intent)?.command
const bowl = { do: 'route', lane: 'bowl' } as const

describe('What hands mean becomes a command:', () => {
  it('a lane routes the rider that is up', () => {
    expect(commandOf(sat(), bowl)).toEqual({ verb: 'ROUTE', target: 'rider/web', lane: 'bowl', by: 'player' })
  })

  it('a marked plate goes with it, where it is of that lane, and is forgotten then', () => {
    const sitting = sat()
    sitting.intend({ do: 'mark', target: 'node/b2' })
    expect(commandOf(sitting, bowl)).toMatchObject({ plate: 'node/b2' })
    expect(sitting.marks.plate).toBeUndefined()
    expect(commandOf(sitting, bowl)).toEqual({ verb: 'ROUTE', target: 'rider/old', lane: 'bowl', by: 'player' })
  })

  it('a plate of another lane binds nothing', () => {
    const sitting = sat()
    sitting.intend({ do: 'mark', target: 'hypervisor/h1' })
    expect(commandOf(sitting, bowl)).not.toHaveProperty('plate')
  })

  it.each([
    ['half a second of play too early waits for its rider', 15, 101],
    ['two seconds too early waits for its rider', 60, 101],
    ['a moment more than two seconds too early is lost', 61, undefined],
  ])('a lane pressed %s', (_, before, routedAt) => {
    const sitting = sat(100 - before, aCourse({ slo: 0, arrivals: [anArrival('web', { up: 100, due: 130 })] }))
    expect(sitting.intend(bowl)).toBeUndefined()
    wait(sitting, before + 5)
    expect(logOf(sitting.run)[0]?.tick).toBe(routedAt)
  })

  it('a lane pressed too early means nobody who is only looked at meanwhile', () => {
    const arrivals = [anArrival('web'), anArrival('old', { up: 200, due: 230 })]
    const sitting = sat(5, aCourse({ slo: 0, workloads: ['web', 'old'].map(name => aWorkload({ name })), arrivals }))
    sitting.intend(bowl)
    wait(sitting, 60)
    sitting.intend({ do: 'route', lane: 'boxes' })
    sitting.intend({ do: 'mark', target: 'rider/web' })
    wait(sitting, 40)
    expect(logOf(sitting.run)).toHaveLength(1)
  })

  it('marking the same thing twice unmarks it', () => {
    const sitting = sat()
    sitting.intend({ do: 'mark', target: 'node/b2' })
    sitting.intend({ do: 'mark', target: 'node/b2' })
    expect(commandOf(sitting, bowl)).not.toHaveProperty('plate')
  })

  it('a mark stays when the command is refused', () => {
    const sitting = sat()
    sitting.intend({ do: 'mark', target: 'node/b1' })
    expect(sitting.intend({ do: 'trick', verb: 'UNDO' })?.state).toBe('refused')
    expect(sitting.marks.plate).toBe('node/b1')
  })

  it('SCALE of the marked machine orders it', () => {
    const sitting = sat()
    sitting.intend({ do: 'mark', target: 'machine/s2' })
    expect(commandOf(sitting, { do: 'trick', verb: 'SCALE' })).toEqual({
      verb: 'SCALE',
      target: 'machine/s2',
      by: 'player',
    })
  })

  it('LAND means whoever is ready', () => {
    const sitting = sat()
    sitting.intend({ do: 'route', lane: 'boxes' })
    while (sitting.run.play.riders[0]?.readyAt === -1) wait(sitting, 1)
    expect(commandOf(sitting, { do: 'land' })).toEqual({ verb: 'LAND', target: 'rider/web', by: 'player' })
  })

  it('HOLD means the rider that is up', () => {
    expect(commandOf(sat(), { do: 'hold' })).toEqual({ verb: 'HOLD', target: 'rider/web', by: 'player' })
  })

  it('the marks walk on from what the tricks mean anyway, through everything there is, and round', () => {
    const sitting = sat()
    const seen: (string | undefined)[] = []
    for (let i = 0; i < 20; i += 1) {
      sitting.intend({ do: 'markNext' })
      seen.push(sitting.marks.last && sitting.marks[sitting.marks.last])
    }
    expect(seen.slice(0, 4)).toEqual(['machine/s2', 'node/b1', 'node/b2', 'node/b3'])
    expect(seen[6]).toBe('machine/s1')
    expect(seen[7]).toBe('machine/s2')
    sitting.intend({ do: 'markPrevious' })
    expect(sitting.marks.plate).toBe(seen[18])
  })

  it('where there is nobody it is no command', () => {
    const sitting = openSitting(COURSE, 11)
    expect(sitting.intend(bowl)).toBeUndefined()
    expect(sitting.run.play.given).toEqual([])
  })
})

describe('Time', () => {
  it('passes by what it is given, and says what happened in it', () => {
    const sitting = openSitting(COURSE, 11)
    expect(sitting.advance(40).map(({ reason }) => reason)).toContain('RiderUp')
    expect(sitting.run.world.tick).toBe(1)
  })

  it('stands when the run has ended', () => {
    const sitting = sat()
    sitting.intend(bowl)
    wait(sitting, 5_000)
    expect(sitting.run.world.tick).toBe(600)
    expect(sitting.advance(1_000)).toEqual([])
    expect(sitting.intend(bowl)).toBeUndefined()
  })
})

describe('REWIND', () => {
  const played = () => {
    const sitting = sat()
    sitting.intend(bowl)
    wait(sitting, 495)
    sitting.intend({ do: 'route', lane: 'boxes' })
    return sitting
  }

  it('goes fifteen seconds of play back, as it was then, without what was given since', () => {
    const sitting = played()
    const [first] = logOf(sitting.run)
    sitting.intend({ do: 'rewind' })
    expect(sitting.run.world.tick).toBe(50)
    expect(logOf(sitting.run)).toEqual([first])
    const other = sat()
    other.intend(bowl)
    wait(other, 45)
    expect(hash(sitting.run)).toBe(hash(other.run))
  })

  it('goes to the start at most', () => {
    const sitting = sat(100)
    sitting.intend({ do: 'rewind' })
    expect(sitting.run.world.tick).toBe(0)
  })

  it('again and again, stands where its own log leads to, and remembers no other line of play', () => {
    const sitting = openSitting(
      aCourse({ slo: 0, lasts: 1_200, workloads: [aWorkload(), aWorkload({ name: 'old' })] }),
      11,
    )
    for (const lane of ['bowl', 'slab', 'boxes', 'bowl'] as const) {
      wait(sitting, 100)
      sitting.intend({ do: 'route', lane })
      wait(sitting, 500)
      sitting.intend({ do: 'rewind' })
      wait(sitting, 70)
      sitting.intend({ do: 'route', lane: 'boxes' })
      wait(sitting, 520) // back to after the first turning, and no further
      const log = logOf(sitting.run)
      sitting.intend({ do: 'rewind' })
      expect(hash(sitting.run)).toBe(hash(replay(sitting.run.course, 11, log, sitting.run.world.tick)))
    }
  })

  it('is marked in the file, and that stays', () => {
    const sitting = played()
    expect(sitting.file().marks.rewound).toBe(false)
    sitting.intend({ do: 'rewind' })
    wait(sitting, 10)
    expect(sitting.file().marks).toEqual({ planned: false, rewound: true })
  })

  it('is not to be had where the level has it not', () => {
    const sitting = sat(100, aCourse({ slo: 0, may: ['ROUTE'] }))
    sitting.intend({ do: 'rewind' })
    expect(sitting.run.world.tick).toBe(100)
    expect(sitting.file().marks.rewound).toBe(false)
  })
})

describe('PLAN', () => {
  it('is marked in the file', () => {
    const sitting = sat()
    sitting.plan()
    expect(sitting.file().marks).toEqual({ planned: true, rewound: false })
  })

  it('commands given while time stands are obeyed at that tick', () => {
    const sitting = sat()
    sitting.plan()
    sitting.intend(bowl)
    sitting.intend({ do: 'route', lane: 'boxes' })
    expect(logOf(sitting.run).map(({ tick }) => tick)).toEqual([5, 5])
  })
})

describe('A run that was kept', () => {
  const kept = () => {
    const sitting = sat()
    sitting.intend(bowl)
    wait(sitting, 50)
    sitting.intend({ do: 'route', lane: 'slab' })
    wait(sitting, 1_000)
    return sitting.file()
  }

  it('comes to the same end when it is watched', () => {
    const file = kept()
    const replay = openReplay(COURSE, file)
    wait(replay, 5_000)
    expect({ tick: replay.run.world.tick, hash: hash(replay.run) }).toEqual(file.end)
  })

  it('comes to it at any speed of frames', () => {
    const file = kept()
    const replay = openReplay(COURSE, file)
    while (replay.run.play.outcome === 'running') replay.advance(90, 250)
    expect(hash(replay.run)).toBe(file.end.hash)
  })

  it('is wound to any tick, and finished without waiting', () => {
    const file = kept()
    const part = openReplay(COURSE, file)
    part.intend({ do: 'seek', to: 30 })
    expect(part.run.world.tick).toBe(30)
    wait(part, 10)
    part.intend({ do: 'finish' })
    expect({ tick: part.run.world.tick, hash: hash(part.run) }).toEqual(file.end)
  })

  it('obeys nobody while it is watched, and is not rewound', () => {
    const replay = openReplay(COURSE, kept())
    wait(replay, 60)
    expect(replay.intend(bowl)).toBeUndefined()
    replay.intend({ do: 'rewind' })
    expect(replay.run.world.tick).toBe(60)
    expect(replay.file().marks.rewound).toBe(false)
    replay.intend({ do: 'mark', target: 'node/b1' })
    expect(replay.marks.plate).toBe('node/b1')
  })

  it('half way through stands as it stood, with what was given in its last second', () => {
    const sitting = sat()
    sitting.intend(bowl)
    const { seed, log, end } = sitting.file()
    expect(hash(resumed(COURSE, seed, log, end.tick))).toBe(end.hash)
  })

  it('goes on, when its level is saved anew, from where it stood and with all that was given', () => {
    const sitting = sat()
    sitting.intend(bowl)
    const other = sitting.onto(COURSE)
    expect(hash(other.run)).toBe(hash(sitting.run))
    wait(other, 50)
    wait(sitting, 50)
    expect(hash(other.run)).toBe(hash(sitting.run))
  })

  it('a replay too goes on from where it stood', () => {
    const file = kept()
    const replay = openReplay(COURSE, file)
    wait(replay, 30)
    const other = replay.onto(COURSE)
    wait(other, 5_000)
    expect(hash(other.run)).toBe(file.end.hash)
  })
})

describe('What was looked at', () => {
  const box = () =>
    sat(5, aCourse({ slo: 0, workloads: ['web', 'old'].map(name => aWorkload({ name })), unobserved: { for: 150 } }))
  const seen = ({ looks }: Sitting) => looks?.map(({ target }) => target)

  it('is whoever was routed, and what was marked before', () => {
    const sitting = box()
    sitting.intend(bowl)
    sitting.intend({ do: 'mark', target: 'node/b2' })
    expect(seen(sitting), 'the mark itself is a look').toEqual(['rider/web'])
    sitting.intend({ do: 'mark', target: 'rider/web' })
    expect(seen(sitting)).toEqual(['rider/web', 'node/b2'])
  })

  it('is none of the run: its log has no looks', () => {
    const sitting = box()
    sitting.intend({ do: 'markNext' })
    sitting.intend({ do: 'markNext' })
    expect(seen(sitting)).toHaveLength(1)
    expect(logOf(sitting.run)).toEqual([])
  })

  it('is not known any more of a time that was gone back from', () => {
    const sitting = box()
    wait(sitting, 20)
    sitting.intend(bowl)
    expect(seen(sitting)).toEqual(['rider/web'])
    sitting.intend({ do: 'rewind' })
    expect(seen(sitting)).toEqual([])
  })
})
