/** Which tune is played in a run, and which of its stems. One rider, who can be served from the 2nd second on. */

import { describe, expect, it } from 'vitest'
import type { Run } from '../../src/rules/run'
import { musicOf } from '../../src/view/music'
import { aRun, at, told } from '../given'

const stems = (run: Run) => musicOf(run).stems

function riding(): Run {
  const run = aRun({ slo: 0, lasts: 900 })
  at(run, 2)
  told(run, 'ROUTE', 'rider/web', { lane: 'bowl' })
  return run
}

describe('A run is heard', () => {
  it('by its drums alone before anybody is in service', () => expect(stems(at(aRun(), 2))).toEqual(['drums']))

  it('with the bass when somebody is, the riff when all goes well for two bars, and the tune after six', () => {
    const run = riding()
    const joined = new Map<string, number>()
    for (let tick = 3; tick < 600; tick += 1) {
      at(run, tick)
      for (const stem of stems(run)) if (!joined.has(stem)) joined.set(stem, tick)
    }
    expect([...joined.keys()]).toEqual(['drums', 'bass', 'riff', 'lead'])
    expect((joined.get('lead') ?? 0) - (joined.get('riff') ?? 0)).toBe(200)
  })

  it('with an alarm when little of the error budget is left, and without riff and tune while requests are lost', () => {
    const run = aRun({ slo: 900_000, lasts: 900 })
    while (run.play.outcome === 'running' && !stems(run).includes('panic')) at(run, run.world.tick + 1)
    expect(run.play.outcome).toBe('running')
    expect(stems(run)).toEqual(['drums', 'panic'])
  })

  it.each([
    ['a lesson', 'L01-drop-in', 'coping'],
    ['a contest', 'C1-fifty-fifty-grind', 'headliner'],
  ] as const)('%s has its own tune', (_, id, tune) => expect(musicOf(aRun({ id })).tune).toBe(tune))

  it('by its end', () => {
    expect(musicOf(at(riding(), 901)).tune).toBe('victory')
    expect(musicOf(at(aRun({ slo: 999_000 }), 600)).tune).toBe('wipeOut')
  })
})
