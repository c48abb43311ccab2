import { describe, expect, it } from 'vitest'
import { CHAPTERS, LEVEL_IDS, levelAfter } from '../../src/level/catalogue'
import { SAYING_KEYS, type Saying, wordsOf } from '../../src/level/condition-words'
import { nearest } from '../../src/level/nearest'
import { rollOf } from '../../src/level/roll'
import { parkOf, workloadsOf } from '../../src/level/specs'
import { aLevel, metricIs } from './given'

describe('What the simulation is built from', () => {
  const [hello, till, render] = workloadsOf(aLevel())

  it('counts memory in bytes and cpu in millicores', () => {
    expect(render?.requests).toEqual({ cpu: 8_000, memory: 65_536 * 1_048_576, gpus: 2 })
  })
  it('says aloud what a workload lacks', () => {
    expect(hello?.readinessProbe).toEqual({ periodSeconds: 2 })
    expect(till).toMatchObject({ readinessProbe: undefined, data: undefined, kernel: 'own' })
  })
  it('is otherwise as written', () => expect(parkOf(aLevel())).toEqual(aLevel().park))
})

describe('The names in a level', () => {
  it('call a node after the machine it runs on', () => {
    const { machines, nodes } = rollOf(aLevel())
    expect(machines).toEqual(['b1', 'b2', 'b3', 'h1', 'h2', 's1', 's2'])
    expect(nodes).toEqual(['b1', 'b2', 'b3'])
  })
})

describe('A wrong word is likely', () => {
  const words = ['Pending', 'Running', 'Succeeded', 'Failed', 'Unknown']
  const cases = [
    ['one letter missing', 'Runing', ['Running']],
    ['in small letters', 'failed', ['Failed']],
    ['two letters that changed places', 'Runnign', ['Running']],
    ['nothing like any of them', 'banana', []],
    ['far too long to be one of them', 'Running'.repeat(1_000), []],
  ] as const

  it.each(cases)('%s', (_, written, expected) => expect(nearest(written, words)).toEqual(expected))
  it('of two as near, the one that begins alike', () =>
    expect(nearest('box', ['bowl', 'boxes'])).toEqual(['boxes', 'bowl']))
})

describe('A condition is told', () => {
  const cases = [
    [
      'with its number and unit',
      metricIs('riders.landed', { gte: 3 }),
      {
        key: 'condition.gte',
        params: {
          what: { key: 'metric.riders.landed', params: {} },
          right: { key: 'unit.riders', params: { number: 3 } },
        },
      },
    ],
    [
      'as a fact, if it can only be so or not',
      metricIs('rider.ready', { of: 'till', eq: 1 }),
      { key: 'condition.yes', params: { what: { key: 'metric.rider.ready', params: { of: 'till' } } } },
    ],
    [
      'with the time it has to last',
      { is: 'for', ticks: 20, that: metricIs('node.ready', { of: 'b1', eq: 0 }) },
      {
        key: 'condition.for',
        params: {
          ticks: 20,
          that: { key: 'condition.no', params: { what: { key: 'metric.node.ready', params: { of: 'b1' } } } },
        },
      },
    ],
  ] as const

  it.each(cases)('%s', (_, condition, words) => expect(wordsOf(condition)).toEqual(words))

  it('in keys that are all listed, so that no words can be missing', () => {
    const keysIn = (saying: Saying): readonly string[] => [
      saying.key,
      ...Object.values(saying.params).flatMap(param =>
        typeof param === 'object' ? [param].flat().flatMap(each => keysIn(each as Saying)) : [],
      ),
    ]
    const told = wordsOf({
      is: 'all',
      of: [
        { is: 'count', of: 'nodes', where: metricIs('node.ready', { eq: 1 }), between: [1, 2] },
        { is: 'not', that: metricIs('tick', { in: [1, 2] }) },
        metricIs('budget.lost', { lt: { metric: 'requests.planned', timesPct: 5 } }),
      ],
    })
    expect(keysIn(told).filter(key => !SAYING_KEYS.includes(key))).toEqual([])
    expect(keysIn(told)).toContain('condition.changed')
  })
})

describe('The catalogue', () => {
  it('has every level once', () =>
    expect(new Set(LEVEL_IDS).size).toBe(CHAPTERS.flatMap(({ levels }) => levels).length))
  it('ends with its last level', () => expect(levelAfter(LEVEL_IDS.at(-1) ?? '')).toBeUndefined())
})
