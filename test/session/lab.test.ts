/** A sitting in the Lab: its hands, its clock, and what is watched of it afterwards. */

import { describe, expect, it } from 'vitest'
import { labOf } from '../../src/level/lab'
import { courseOf } from '../../src/rules/course'
import { hash } from '../../src/rules/run'
import { printRun } from '../../src/session/run-file'
import { parseRun } from '../../src/session/run-reading'
import { openReplay } from '../../src/session/screening'
import { openSitting, type Sitting } from '../../src/session/sitting'
import { aCourse, aLevel, aWorkload } from '../given'
import { usualWish } from '../given-lab'

const LEVEL = aLevel({ workloads: [aWorkload({ name: 'web' })] })
const COURSE = courseOf(labOf(LEVEL, usualWish(LEVEL)))

const fire = { do: 'lab', command: { verb: 'FIRE', target: 'node/b1', fire: { what: 'host-down' } } } as const
const FRAME = 20

/** Routed at 10, struck at 40, and looked at until 100. */
function played(): Sitting {
  const sitting = openSitting(COURSE, 5)
  sitting.intend({ do: 'go', by: 10 })
  sitting.intend({ do: 'route', lane: 'bowl' })
  sitting.intend({ do: 'go', by: 30 })
  sitting.intend(fire)
  sitting.intend({ do: 'go', by: 60 })
  return sitting
}

const ticksIn = (sitting: Sitting, frames: number) => {
  const before = sitting.run.world.tick
  for (let i = 0; i < frames; i += 1) sitting.advance(FRAME)
  return sitting.run.world.tick - before
}

describe('In the Lab', () => {
  it('time goes on by as many seconds as are wished for', () => expect(played().run.world.tick).toBe(100))

  it.each([
    [50, 15],
    [100, 30],
    [800, 240],
  ])('at %i %% a second of play is %i cluster seconds', (percent, ticks) => {
    const sitting = played()
    sitting.intend({ do: 'speed', percent })
    expect([sitting.speedPercent, ticksIn(sitting, 50)]).toEqual([percent, ticks])
  })

  it('the speed goes up and down in steps, to its ends', () => {
    const sitting = played()
    const after = (...wishes: readonly ('faster' | 'slower')[]) => {
      for (const wish of wishes) sitting.intend({ do: wish })
      return sitting.speedPercent
    }
    expect([after('faster'), after('faster', 'faster', 'faster'), after('slower')]).toEqual([200, 800, 400])
  })

  it('whoever is up is placed at a press, by the sticker table', () => {
    const sitting = openSitting(COURSE, 5)
    sitting.intend({ do: 'go', by: 10 })
    sitting.intend({ do: 'placeAll' })
    expect(sitting.file().log.map(({ command }) => command)).toMatchObject([
      { verb: 'ROUTE', target: 'rider/web', lane: 'bowl' },
    ])
  })

  it('REWIND takes back what was fired', () => {
    const sitting = played()
    sitting.intend({ do: 'rewind' })
    expect(sitting.run.world.nodes[0]?.up).toBe(true)
    expect(sitting.file().log).toEqual([])
  })
})

describe('Anywhere else', () => {
  it('time has one speed, goes by itself, and nothing can be fired', () => {
    const sitting = openSitting(aCourse(), 5)
    for (const intent of [{ do: 'go', by: 50 }, { do: 'speed', percent: 800 }, fire] as const) sitting.intend(intent)
    expect([sitting.run.world.tick, sitting.speedPercent, sitting.file().log]).toEqual([0, 100, []])
  })
})

describe('A run of the Lab that is watched', () => {
  const decoded = parseRun(printRun(played().file()))
  if (decoded.kind !== 'run') throw new Error(decoded.key)
  const { file } = decoded

  it('comes to where it was left, and no further', () => {
    const screening = openReplay(COURSE, file)
    while (screening.explore());
    expect(screening.theatre).toMatchObject({ end: 100, faith: 'same', sameEnd: true })
    screening.intend({ do: 'seek', to: 5_000 })
    expect(screening.run.world.tick).toBe(100)
    expect(ticksIn(screening, 50)).toBe(0)
  })

  it('is played on from there, also with what was fired last of all', () => {
    const sitting = played()
    sitting.intend({ ...fire, command: { ...fire.command, target: 'node/b2' } })
    const screening = openReplay(COURSE, sitting.file())
    screening.intend({ do: 'finish' })
    const branch = screening.branch()
    expect(hash(branch.run)).toBe(hash(sitting.run))
    branch.intend({ do: 'go', by: 20 })
    sitting.intend({ do: 'go', by: 20 })
    expect(hash(branch.run)).toBe(hash(sitting.run))
  })
})
