import { describe, expect, it } from 'vitest'
import { FACTS } from '../../src/model/constants'
import { idle, sticker } from '../../src/proof/players'
import { playOut } from '../../src/proof/playing'
import { ASSUMPTION_CARDS, FACT_CARDS, seeCodex } from '../../src/view/codex'
import { aCourse, anArrival, aWorkload } from '../given'
import { WORDS as english } from '../words'

const COURSE = aCourse({
  slo: 0,
  workloads: [
    aWorkload({ name: 'web', readinessProbe: { periodSeconds: 10 } }),
    aWorkload({ name: 'till', kernel: 'own' }),
    aWorkload({ name: 'gpu', requests: { cpuMillicores: 900, memoryMiB: 64, gpus: 2 } }),
    aWorkload({ name: 'huge', requests: { cpuMillicores: 3_900, memoryMiB: 8_000 }, replicas: 5 }),
  ],
  arrivals: ['web', 'till', 'gpu', 'huge'].map(name => anArrival(name)),
  incidents: [{ id: 'crash', what: 'host-down', at: 300, target: 'machine/b1' }],
})

const keysOf = (run: Parameters<typeof seeCodex>[0]) => seeCodex(run).map(({ key }) => key)

describe('The codex of a run', () => {
  const run = playOut(COURSE, 1, sticker)

  it('has what occurred in it, facts before assumptions', () => {
    expect(keysOf(run)).toEqual([
      'podStart',
      'readinessPeriod',
      'evictionHardMemory',
      'schedulerBackoff',
      'unschedulableRetry',
      'nodeMonitorGrace',
      'serverActive',
      'serverBoot',
      'machineDeploy',
      'podEvictionWait',
      'handBusy',
      'hands',
      'cutOverByItself',
      'machineCoreHour',
      'serverTaxPercent',
    ])
  })

  it('tells of no queue of unschedulable pods in 2017: the back-off alone decided then', () => {
    const card = seeCodex(run).find(({ key }) => key === 'unschedulableRetry')
    expect(card?.figures).toEqual({ '2017': 0, now: 300 })
  })

  it('has nothing of what did not occur', () => expect(keysOf(playOut(COURSE, 1, idle))).toEqual([]))

  it('takes every figure, unit and source from where the simulation has them', () => {
    for (const card of seeCodex(run)) {
      if (card.assumed) expect(card).toMatchObject({ unit: undefined, source: undefined })
      else {
        const fact = FACTS[card.key as keyof typeof FACTS]
        expect(card).toMatchObject({ figures: fact.value, unit: fact.unit, source: fact.source })
      }
    }
  })
})

it('What is kept for evictions may not be requested, but it can be used: below it the kubelet evicts', () => {
  expect(english['codex.evictionHardMemory.title']).toBe('Memory no pod may request')
  expect(english['codex.evictionHardMemory']).toMatch(
    /can still use it: when less than this is left, the kubelet evicts/,
  )
})

it('That an upgrade renews certificates is said of today: in 2017 kubeadm had none', () => {
  expect(FACTS.tools.value['2017'].kubeadm.upgrades).toBe('never')
  expect(english['codex.certificateYear']).toContain('Today every upgrade')
})

describe('Every card has its words:', () => {
  const facts = Object.keys(FACT_CARDS).flatMap(key => [`codex.${key}`, `codex.${key}.title`])
  const assumed = Object.keys(ASSUMPTION_CARDS).flatMap(key => [
    `codex.${key}`,
    `codex.${key}.title`,
    `codex.${key}.unit`,
  ])

  it.each([...facts, ...assumed])('%s', key => {
    const words = (english as Record<string, string>)[key]
    expect(words).toBeTruthy()
    expect(words, 'figures are never typed twice').not.toMatch(/\d/)
  })
})
