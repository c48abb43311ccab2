import { describe, expect, it } from 'vitest'
import { met } from '../../src/rules/ending'
import { give, hash, type Run, tick } from '../../src/rules/run'
import { aChart, aRun, at, holds, toEnd, told } from '../given'

const landedRiders = { is: 'metric', metric: 'riders.landed', gte: 1 } as const
const never = { is: 'metric', metric: 'machines.ordered', gte: 1 } as const
const must = (that: object) => [{ id: 'it', must: true, that }] as never

const routed = (over: Parameters<typeof aRun>[0] = {}): Run => {
  const run = aRun(over)
  told(run, 'ROUTE', 'rider/web', { lane: 'bowl' })
  return run
}

describe('A run', () => {
  it('is landed at its end, with budget left and every must-goal held', () => {
    expect(toEnd(routed()).play).toMatchObject({ outcome: 'landed', endedAt: 600 })
  })

  it('is wiped out at its end when a must-goal does not hold', () => {
    expect(toEnd(routed({ goals: must(never) })).play).toMatchObject({ outcome: 'wipedOut', endedAt: 600 })
  })

  it('lands though a goal is missed that is no must', () => {
    const goals = [...(must(landedRiders) as []), { id: 'more', must: false, that: never }] as never
    const run = toEnd(routed({ goals }))
    expect(run.play.outcome).toBe('landed')
    expect(run.course.goals.map(goal => met(run, goal))).toEqual([true, false])
  })

  it('is wiped out when the budget is gone, before its end', () => {
    expect(toEnd(aRun()).play).toMatchObject({ outcome: 'wipedOut', endedAt: 114 })
  })

  it('always ends, and at its length at the latest', () => {
    for (const run of [routed(), aRun({ slo: 0 }), aRun({ lasts: 61 })]) {
      expect(['landed', 'wipedOut']).toContain(toEnd(run).play.outcome)
      expect(run.world.tick).toBeLessThanOrEqual(run.level.lasts)
      expect(run.play.endedAt).toBe(run.world.tick)
    }
  })

  it('that has ended stands still: nothing moves it and nothing is obeyed', () => {
    const run = toEnd(routed())
    const before = hash(run)
    expect(tick(run)).toEqual([])
    expect(give(run, { verb: 'SCALE', target: 'rider/web', by: 'player' })).toBeUndefined()
    expect(hash(run)).toBe(before)
  })
})

describe('A goal that must hold for so long', () => {
  const lasting = (ticks: number) => must({ is: 'for', ticks, that: landedRiders })

  it('holds when it has, up to the end', () =>
    expect(toEnd(routed({ goals: lasting(500) })).play.outcome).toBe('landed'))

  it('does not when it has not had the time', () => {
    expect(toEnd(routed({ goals: lasting(599) })).play.outcome).toBe('wipedOut')
  })

  it('begins anew after a break', () => {
    const run = routed({ slo: 0, goals: lasting(300) })
    at(run, 400)
    const [pod] = run.world.pods
    told(run, 'MOVE', 'rider/web')
    expect(pod?.status).toBe('Terminating')
    expect(toEnd(run).play.outcome).toBe('wipedOut')
  })
})

describe('The chart may say that the run is over, and lands it only as the end would:', () => {
  const ending = (target: '#landed' | '#wipedOut') =>
    aChart({ ride: { always: { target, guard: holds({ is: 'metric', metric: 'tick', gte: 100 }) } } })

  it('with budget and must-goals it is landed there', () => {
    expect(toEnd(routed(ending('#landed'))).play).toMatchObject({ outcome: 'landed', endedAt: 100 })
  })

  it('without them it is wiped out there', () => {
    const run = toEnd(aRun({ slo: 0, ...ending('#landed') }))
    expect(run.play).toMatchObject({ outcome: 'wipedOut', endedAt: 100 })
  })

  it('wiped out is wiped out', () => {
    expect(toEnd(routed(ending('#wipedOut'))).play).toMatchObject({ outcome: 'wipedOut', endedAt: 100 })
  })
})
