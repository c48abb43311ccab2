import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { replay } from '../../src/proof/playing'
import { hash, logOf } from '../../src/rules/run'
import { MOST } from '../../src/session/checkpoints'
import { openReel } from '../../src/session/reel'
import type { RunFile } from '../../src/session/run-file'
import { openReplay } from '../../src/session/screening'
import { openSitting, type Sitting } from '../../src/session/sitting'
import { SPEEDS } from '../../src/view/theatre-view'
import { aCourse, aWorkload } from '../given'
import { tries } from '../runs'

const LEVEL = { slo: 0, workloads: ['web', 'old'].map(name => aWorkload({ name })) }
const COURSE = aCourse(LEVEL)
const LONG = aCourse({ ...LEVEL, lasts: 5_400 })
const FRAME = 1_000 / 60

const wait = (sitting: Sitting, ticks: number) => {
  const until = sitting.run.world.tick + ticks
  while (sitting.run.world.tick < until && sitting.run.play.outcome === 'running') sitting.advance(FRAME)
}

/** Routed, ordered, refused: a run with something on its scrubber. */
function played(course = COURSE): RunFile {
  const sitting = openSitting(course, 11)
  wait(sitting, 5)
  sitting.intend({ do: 'route', lane: 'bowl' })
  wait(sitting, 45)
  sitting.intend({ do: 'mark', target: 'node/b1' })
  sitting.intend({ do: 'trick', verb: 'UNDO' })
  sitting.intend({ do: 'route', lane: 'slab' })
  wait(sitting, 10_000)
  return sitting.file()
}

const FILE = played()
const straight = (file: RunFile, tick: number, course = COURSE) => hash(replay(course, file.seed, file.log, tick))
const watched = (file = FILE) => {
  const screening = openReplay(COURSE, file)
  while (screening.explore());
  return screening
}

describe('Wherever it is wound to, and in whatever order, a run stands as if it had been played there straight', () => {
  const moves = fc.array(fc.tuple(fc.integer({ min: 0, max: 700 }), fc.nat(3)), { minLength: 1, maxLength: 12 })

  it('whether it was looked into before or not (seed 21)', () => {
    fc.assert(
      fc.property(moves, fc.boolean(), (all, explored) => {
        const screening = explored ? watched() : openReplay(COURSE, FILE)
        for (const [tick, frames] of all) {
          screening.intend({ do: 'seek', to: tick })
          expect(hash(screening.run)).toBe(straight(FILE, tick))
          for (let i = 0; i < frames; i += 1) screening.advance(40)
          screening.explore()
          expect(hash(screening.run)).toBe(straight(FILE, screening.run.world.tick))
        }
      }),
      tries(21, 40),
    )
  })

  it('and playing on from there does not change what is kept', () => {
    const screening = watched()
    const branch = () => {
      screening.intend({ do: 'seek', to: 60 })
      const sitting = screening.branch()
      sitting.intend({ do: 'route', lane: 'boxes' })
      wait(sitting, 100)
      return hash(sitting.run)
    }
    expect(branch()).toBe(branch())
    screening.intend({ do: 'seek', to: 60 })
    expect(hash(screening.run)).toBe(straight(FILE, 60))
  })
})

describe('Ninety minutes', () => {
  const file = played(LONG)
  const reel = openReel(LONG, file.seed, file.log)
  while (reel.explore(500));

  it('cost no more copies than there may be', () => {
    expect(reel.checkpoints.count).toBeLessThanOrEqual(MOST + 1)
    expect(reel.checkpoints.every).toBe(54)
  })

  it('are wound to any moment faster than it is seen', () => {
    const took = Array.from({ length: 41 }, (_, i) => {
      const begun = performance.now()
      reel.to((i * 2_677) % 5_400)
      return performance.now() - begun
    })
    expect(took.sort((a, b) => a - b)[20]).toBeLessThan(50)
    expect(hash(reel.to(4_321))).toBe(straight(file, 4_321, LONG))
  })
})

describe('In the theatre', () => {
  it('hands wind by seconds of play, and not out of the run', () => {
    const screening = watched()
    screening.intend({ do: 'step', by: 3 })
    screening.intend({ do: 'step', by: -1 })
    expect(screening.run.world.tick).toBe(60)
    screening.intend({ do: 'step', by: -10 })
    expect(screening.run.world.tick).toBe(0)
    screening.intend({ do: 'seek', to: Number.MAX_SAFE_INTEGER })
    expect(hash(screening.run)).toBe(FILE.end.hash)
  })

  it('and from moment to moment: what was done, who landed, what was refused, who bailed, the end', () => {
    const screening = watched()
    const there = []
    for (let i = 0; i < 20 && screening.run.play.outcome === 'running'; i += 1) {
      screening.intend({ do: 'jump', by: 1 })
      there.push([screening.run.world.tick, screening.theatre.reached?.kind])
    }
    expect(there).toEqual([
      [5, 'command'],
      [expect.any(Number), 'landing'],
      [50, 'refusal'],
      [expect.any(Number), 'bail'],
      [600, 'end'],
    ])
    screening.intend({ do: 'seek', to: 49 })
    screening.intend({ do: 'jump', by: -1 })
    expect(screening.theatre.reached?.kind).toBe('landing')
    screening.intend({ do: 'seek', to: 3 })
    screening.intend({ do: 'jump', by: -1 })
    expect(screening.run.world.tick).toBe(0)
  })

  it.each(SPEEDS)('time passes at %s hundredths', percent => {
    const screening = watched()
    screening.intend({ do: 'speed', percent })
    for (let i = 0; i < 60; i += 1) screening.advance(FRAME)
    expect(screening.run.world.tick).toBe(Math.floor((30 * percent) / 100))
  })

  it('slower and faster end where there is nothing slower or faster', () => {
    const screening = watched()
    for (let i = 0; i < 9; i += 1) screening.intend({ do: 'faster' })
    expect(screening.theatre.speedPercent).toBe(800)
    for (let i = 0; i < 9; i += 1) screening.intend({ do: 'slower' })
    expect(screening.theatre.speedPercent).toBe(25)
  })

  it('the file stays the file, to the letter', () => {
    const file = { ...FILE, engine: 99 }
    const screening = watched(file)
    screening.intend({ do: 'seek', to: 60 })
    screening.plan()
    expect(screening.file()).toBe(file)
  })
})

describe('A run is said to be', () => {
  const cases = [
    ['what it was', {}, 'same', true],
    ['of another level, and what came of it', { level: { ...FILE.level, hash: '0123456789abcdef' } }, 'level', true],
    ['of another engine', { engine: 99 }, 'engine', true],
    ['not what its file says', { end: { ...FILE.end, hash: '0123456789abcdef' } }, 'same', false],
    ['what it was half-way, too', { end: { tick: 60, hash: straight(FILE, 60) } }, 'same', true],
  ] as const

  it.each(cases)('%s', (_, over, faith, sameEnd) => {
    expect(openReplay(COURSE, { ...FILE, ...over } as RunFile).theatre.sameEnd).toBeUndefined()
    expect(watched({ ...FILE, ...over } as RunFile).theatre).toMatchObject({ faith, sameEnd })
  })
})

describe('Played on by hand', () => {
  const branchAt = (tick: number, file = FILE) => {
    const screening = watched(file)
    screening.intend({ do: 'seek', to: tick })
    return screening.branch()
  }

  it('it has what was given before, and nothing of what came after', () => {
    const sitting = branchAt(50)
    expect(logOf(sitting.run)).toEqual(FILE.log.filter(({ tick }) => tick < 50))
    expect(hash(sitting.run)).toBe(straight(FILE, 50))
  })

  it('it ends as a run of its own, which comes to the same end again', () => {
    const sitting = branchAt(50)
    sitting.intend({ do: 'route', lane: 'boxes' })
    wait(sitting, 10_000)
    const file = sitting.file()
    expect(file.marks).toEqual({ planned: false, rewound: true })
    expect(file.end.hash).not.toBe(FILE.end.hash)
    expect(straight(file, Infinity)).toBe(file.end.hash)
  })

  it('it can be rewound to before it began', () => {
    const sitting = branchAt(50)
    sitting.intend({ do: 'rewind' })
    expect(hash(sitting.run)).toBe(straight(FILE, 0))
  })

  it('it takes along a level that only its file has', () => {
    const whole = { ...FILE, level: { ...FILE.level, whole: COURSE.level } }
    expect(branchAt(50, whole).file().level.whole).toBeDefined()
    expect(branchAt(50).file().level.whole).toBeUndefined()
  })
})

describe('A ghost', () => {
  it('follows the run, back and forth, and does not disturb it', () => {
    const [alone, raced] = [openSitting(COURSE, 11), openSitting(COURSE, 11)]
    const ghost = openReel(COURSE, FILE.seed, FILE.log)
    for (const intent of [{ do: 'route', lane: 'boxes' }, { do: 'rewind' }, { do: 'route', lane: 'bowl' }] as const) {
      for (const sitting of [alone, raced]) wait(sitting, 20)
      expect(hash(ghost.to(raced.run.world.tick))).toBe(straight(FILE, raced.run.world.tick))
      for (const sitting of [alone, raced]) sitting.intend(intent)
    }
    expect(hash(raced.run)).toBe(hash(alone.run))
  })
})
