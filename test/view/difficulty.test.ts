/** Less help is less to be seen, and never another cluster. */

import { describe, expect, it } from 'vitest'
import { hash, logOf, type Run } from '../../src/rules/run'
import { openSitting, type Sitting } from '../../src/session/sitting'
import { DIFFICULTIES, type Difficulty, easier } from '../../src/view/difficulty'
import { seePark } from '../../src/view/see-park'
import { aCourse, holds, say } from '../given'

const WORDS = {
  name: 'Given',
  briefing: 'Play.',
  teaches: 'x',
  claim: 'x',
  'rider.web': 'a web',
  'say.a': 'Look.',
  'hint.a': 'Do.',
}

/** A fan and a patch are announced, and after ten seconds there is a hint. */
const course = aCourse({
  slo: 0,
  lasts: 600,
  incidents: (['sign', 'plan'] as const).map((kind, i) => ({
    id: kind,
    what: 'host-down' as const,
    at: 300 + 60 * i,
    target: `machine/b${i + 1}` as const,
    warning: { kind, sign: kind === 'sign' ? ('fan' as const) : ('patching' as const), before: 200 },
    lasts: 30,
  })),
  hints: ['hint.a'],
  machine: {
    type: 'parallel',
    states: {
      tale: {
        initial: 'a',
        states: {
          a: {
            entry: [say('say.a')],
            always: {
              target: 'b',
              guard: holds({ is: 'metric', metric: 'tick', gte: 10 }),
              actions: [{ type: 'hint', params: { hint: 'hint.a' } }],
            },
          },
          b: {},
        },
      },
    },
  },
  words: { en: WORDS },
} as never)

const sight = (difficulty: Difficulty) => ({ sight: { longerWarnings: false, difficulty } })

/** Played to a moment by whoever sees it with so much help. */
function played(difficulty: Difficulty, until: number): Sitting {
  const sitting = openSitting(course, 3)
  const look = () => seePark(sitting.run, sitting.marks, sight(difficulty))
  while (sitting.run.world.tick < until && sitting.run.play.outcome === 'running') {
    if (look().deck.up) sitting.intend({ do: 'route', lane: 'bowl' })
    sitting.advance(1_000 / 60)
  }
  return sitting
}

const announced = (run: Run, difficulty: Difficulty) =>
  seePark(run, { rider: undefined, plate: undefined, last: undefined, since: 0 }, sight(difficulty)).incoming.map(
    ({ id }) => id,
  )

describe('With so much help the board shows', () => {
  const { run, marks } = played('helped', 200)
  const cases = [
    ['helped', ['sign', 'plan'], 'hint.a'],
    ['signs', ['sign', 'plan'], undefined],
    ['bare', ['plan'], undefined],
  ] as const

  it.each(cases)('%s: %j, and the hint %s; what the level says it says to all', (difficulty, entries, hint) => {
    const park = seePark(run, marks, sight(difficulty))
    expect(announced(run, difficulty)).toEqual(entries)
    expect(park.hint && 'key' in park.hint ? park.hint.key : undefined).toBe(hint)
    expect(park.says).toMatchObject({ key: 'say.a' })
  })
})

describe('The same level, seed and log', () => {
  it('is the same run, however much of it is seen', () => {
    const runs = DIFFICULTIES.map(difficulty => played(difficulty, Number.POSITIVE_INFINITY).run)
    expect(new Set(runs.map(hash)).size).toBe(1)
    expect(new Set(runs.map(run => JSON.stringify(logOf(run)))).size).toBe(1)
    expect(runs[0]?.play.told.filter(({ reason }) => reason === 'HostDown').length).toBeGreaterThan(0)
  })
})

describe('A run that was played with more and with less help', () => {
  it('was played with more', () => {
    expect(easier('bare', 'signs')).toBe('signs')
    expect(easier('helped', 'bare')).toBe('helped')
  })
})
