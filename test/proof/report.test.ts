/** The bots by name, the report on all of them, and what is made of it. */

import { describe, expect, it } from 'vitest'
import type { Command } from '../../src/model/command'
import { complaintsOf } from '../../src/proof/bites'
import { BOTS, botNamed, botsFor } from '../../src/proof/bots'
import { LATE } from '../../src/proof/bots-scripted'
import { dailyOf, type ProvenLevel } from '../../src/proof/daily'
import { playOut } from '../../src/proof/playing'
import { type BotReport, isWorse, type LevelReport, median, report } from '../../src/proof/report'
import { finished } from '../../src/proof/work'
import { logOf } from '../../src/rules/run'
import { aCourse, aLevel, anArrival, aWorkload } from '../given'

const course = aCourse({
  slo: 900_000,
  workloads: ['web', 'old'].map((name, i) => aWorkload({ name, kernel: i ? 'own' : 'shared' })),
})

function hireOf(name: string) {
  const hire = botNamed(name)
  if (!hire) throw new Error(name)
  return hire
}
const commandsOf = (bot: string, played = course) => logOf(playOut(played, 3, hireOf(bot)))
const lanesIn = (log: readonly { command: Command }[]) => log.flatMap(({ command }) => command.lane ?? [])

describe('A bot', () => {
  it('goes by a name of its own', () => {
    expect(new Set(BOTS).size).toBe(BOTS.length)
    expect(botNamed('nobody')).toBeUndefined()
  })

  it('that spams plays where the level has its verb', () => {
    expect(botsFor(['ROUTE']).filter(bot => bot.startsWith('spam:'))).toEqual(['spam:ROUTE'])
  })

  it.each([
    ['all:k8s', 'bowl'],
    ['all:vm', 'boxes'],
    ['all:metal', 'slab'],
  ])('%s sends everybody to the %s or nowhere', (bot, lane) => {
    const lanes = lanesIn(commandsOf(bot))
    expect(new Set([...lanes, lane])).toEqual(new Set([lane]))
  })

  it('that is late routes in time who was announced in time, and all else four seconds after the solution', () => {
    const late = aCourse({
      workloads: [aWorkload({ name: 'web' })],
      arrivals: [anArrival('web', { announced: 0, up: 200, due: 300 })],
      solution: [
        { when: 201, command: { verb: 'ROUTE', target: 'rider/web', lane: 'bowl' } },
        { when: 300, command: { verb: 'SCALE', target: 'rider/web' } },
      ],
    })
    const log = commandsOf('late', late)
    expect(log.map(({ tick }) => tick)).toEqual([201, 300 + LATE * late.level.timeScale])
  })
})

describe('A report', () => {
  const small = aLevel({ arrivals: [anArrival('web', { due: 30 })] })
  const made = finished(report(small, { seeds: [1, 2], bots: ['idle', 'sticker', 'solution'], ablate: 0 }))

  it('has for each bot what share of the seeds it landed, and which', () => {
    expect(made.bots.map(({ bot, landedPpm, landed }) => [bot, landedPpm, landed])).toEqual([
      ['idle', 0, []],
      ['sticker', 1_000_000, [1, 2]],
      ['solution', 1_000_000, [1, 2]],
    ])
  })

  it('shares its medals out whole', () => {
    for (const { medals } of made.bots) expect(Object.values(medals).reduce((sum, one) => sum + one)).toBe(1_000_000)
  })

  it('says who plays now', () => {
    const work = report(small, { seeds: [1], bots: ['idle'], ablate: 0 })
    work.go(1)
    expect(work.doing).toMatchObject({ bot: 'idle', seed: 1 })
  })

  it.each([
    [[3], 3],
    [[1, 9], 1],
    [[9, 1, 5], 5],
    [[], 0],
  ])('takes of %j %i for the middle', (values, middle) => expect(median(values)).toBe(middle))
})

describe('The oracle is worse without something', () => {
  const run = (seed: number, bot = 'sticker') => ({
    run: playOut(aCourse(), seed, hireOf(bot)),
  })
  const landed = [run(1), run(2)]
  const lost = [run(1, 'idle'), run(2)]

  it('if fewer seeds land', () => expect(isWorse(landed, lost)).toBe(true))
  it('not if more do', () => expect(isWorse(lost, landed)).toBe(false))
  it('not if all is the same', () => expect(isWorse(landed, landed)).toBe(false))
})

describe('A contest whose trade-offs do not bite is complained of:', () => {
  const shares = (metal: 'none' | 'bronze' | 'gold') => ({ none: 0, bronze: 0, silver: 0, gold: 0, [metal]: 1_000_000 })
  const bot = (name: string, metal: 'none' | 'bronze' | 'gold', over: Partial<BotReport> = {}): BotReport => ({
    bot: name,
    runs: 1,
    landedPpm: 1_000_000,
    landed: [1],
    medianScore: 50_000,
    medals: shares(metal),
    medalsOf: { slo: shares(metal), cost: shares(metal), toil: shares(metal) },
    budgetLeftPpm: { least: 0, median: 0, most: 0 },
    mostTicks: 0,
    ...over,
  })
  const told = (...bots: BotReport[]): LevelReport => ({ level: 'C1', seeds: 1, bots, ablation: [] })
  const solved = bot('solution', 'gold')
  const bowl = aLevel({ solution: [{ when: 0, command: { verb: 'ROUTE', target: 'rider/web', lane: 'bowl' } }] })
  const boxes = aLevel({ solution: [{ when: 0, command: { verb: 'ROUTE', target: 'rider/web', lane: 'boxes' } }] })

  it.each([
    ['sticker', 'bronze', ['sticker gets a medal']],
    ['spam:MOVE', 'bronze', ['spam:MOVE gets a medal']],
    ['random', 'none', []],
    ['late', 'none', ['late gets no medal']],
    ['late', 'bronze', []],
    ['all:vm', 'gold', ['all:vm gets gold']],
    ['all:vm', 'bronze', []],
  ] as const)('%s with %s', (name, metal, complaints) => {
    expect(complaintsOf(told(bot(name, metal), solved), bowl)).toEqual(complaints)
  })

  it('where the best run uses no Kubernetes, gold without it is as it should be, and with nothing else is not', () => {
    expect(complaintsOf(told(bot('all:vm', 'gold'), solved), boxes)).toEqual([])
    expect(complaintsOf(told(bot('all:k8s', 'gold'), solved), boxes)).toEqual(['all:k8s gets gold'])
  })

  it('trouble that pays better than looking ahead, and seeds that nobody lands', () => {
    const trouble = told(bot('arsonist', 'none', { medianScore: 2 }), bot('greedy', 'none', { medianScore: 1 }))
    expect(complaintsOf(trouble, bowl)).toEqual(['arsonist beats greedy'])
    expect(complaintsOf(told(bot('oracle', 'gold', { landedPpm: 900_000 })), bowl)).toHaveLength(1)
  })
})

describe('The run of the day', () => {
  const proven: readonly ProvenLevel[] = [
    { level: 'A', hash: 'a', seeds: [1, 2] },
    { level: 'B', hash: 'b', seeds: [7] },
    { level: 'C', hash: 'old', seeds: [9] },
  ]
  const hashes: Readonly<Record<string, string>> = { A: 'a', B: 'b', C: 'new' }
  const on = (day: number) => dailyOf(day, proven, level => hashes[level])

  it('takes levels and seeds in turn, and only of what is as it was', () => {
    expect([0, 1, 2, 3, 4].map(on)).toEqual([
      { level: 'A', seed: 1 },
      { level: 'B', seed: 7 },
      { level: 'A', seed: 2 },
      { level: 'B', seed: 7 },
      { level: 'A', seed: 1 },
    ])
  })

  it('is none where nothing is proven', () => expect(dailyOf(5, [], () => undefined)).toBeUndefined())
})
