import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { diagnose } from '../../src/level/diagnose'
import type { Level } from '../../src/level/level'
import { type Hindsight, lookBack } from '../../src/proof/hindsight'
import { type Hire, idle, scripted } from '../../src/proof/players'
import { playOut } from '../../src/proof/playing'
import { courseOf } from '../../src/rules/course'
import { inFull } from '../runs'

const level = diagnose(readFileSync('levels/L01-drop-in.json', 'utf8')).level as Level
const course = courseOf(level)
const after = (hire: Hire) => lookBack(playOut(course, level.seed, hire))

/** To the end, in slices of so many ticks; the longest of them. */
function through(hindsight: Hindsight, ticks = 500): number {
  let most = 0
  for (let taken = hindsight.go(ticks); taken > 0; taken = hindsight.go(ticks)) most = Math.max(most, taken)
  return most
}

/** Looked back at to the end, once for all tests. */
let lesson: Hindsight | undefined
function withoutLesson(): Hindsight {
  const hindsight = lesson ?? after(scripted(level.losesWithout))
  through(hindsight) // nothing is left to do the second time
  lesson = hindsight
  return hindsight
}

const bestOf = (hindsight: Hindsight) => hindsight.recorded?.changes[hindsight.best?.choice ?? -1]

inFull('Looking back', () => {
  it('at a run without its lesson finds the order that was not given', () => {
    const hindsight = withoutLesson()
    expect(bestOf(hindsight)).toMatchObject({ what: 'add', move: { command: { verb: 'SCALE' } } })
    expect(hindsight.best?.figures.outcome).toBe('landed')
  })

  it('at a run that could not be better finds a decision that held it up', () => {
    const hindsight = after(scripted(level.solution))
    through(hindsight)
    expect(hindsight.best?.figures.outcome).toBe('wipedOut')
    expect(bestOf(hindsight)).toHaveProperty('entry')
    expect(hindsight.recorded?.worst).toBeUndefined()
  })

  it('at nobody’s run finds one move before the whole solution', () => {
    const hindsight = after(idle)
    through(hindsight)
    expect(bestOf(hindsight)?.what).toBe('add')
  })

  it('comes to the same whatever the slices, and keeps to them', () => {
    const [small, large] = [after(idle), after(idle)]
    expect(through(small, 7)).toBeLessThanOrEqual(7)
    through(large, 10_000)
    expect(small.best?.choice).toBe(large.best?.choice)
    expect(small.best?.figures).toEqual(large.best?.figures)
  })

  it('answers what is asked before it goes on', () => {
    const hindsight = after(scripted(level.losesWithout))
    while (!hindsight.recorded) hindsight.go(500)
    hindsight.go(100)
    const choice = hindsight.recorded.changes.findIndex(({ what }) => what === 'nothing')
    hindsight.ask(choice)
    for (let i = 0; i < 10 && !hindsight.shown; i += 1) hindsight.go(1_000)
    expect(hindsight.settled).toBe(false)
    expect(hindsight.shown?.choice).toBe(choice)
    for (let i = 0; i < 5; i += 1) hindsight.go(1_000)
    expect(hindsight.shown?.choice).toBe(choice)
  })

  it('knows the twenty seconds that cost the most, and who paid', () => {
    const hindsight = withoutLesson()
    const { yours, worst } = hindsight.recorded!
    expect(worst!.to - worst!.from).toBe(20 * level.timeScale)
    expect(worst!.lost).toBe(yours.lost[worst!.to]! - yours.lost[worst!.from]!)
    for (let from = 0; from + 600 < yours.lost.length; from += 1) {
      expect(yours.lost[from + 600]! - yours.lost[from]!).toBeLessThanOrEqual(worst!.lost)
    }
    expect(worst!.row.loss).toBe('MachineDeploying')
  })
})
