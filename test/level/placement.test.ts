/** What a level says of places is what the scheduler goes by. */

import { describe, expect, it } from 'vitest'
import { diagnose, lineOf } from '../../src/level/diagnose'
import { parkOf, workloadsOf } from '../../src/level/specs'
import { buildWorld } from '../../src/sim/build'
import { aLevel, aLevelText, aPark, aWorkload } from '../given'

const ZONE = 'topology.kubernetes.io/zone'
const park = (over: object = {}) => ({
  ...aPark(),
  machines: [
    { name: 'b1', cores: 4, memoryMiB: 8_192, gpus: 0, runs: 'kubelet' as const, zone: 'a', labels: { disk: 'ssd' } },
    {
      ...{ name: 'b2', cores: 4, memoryMiB: 8_192, gpus: 0, runs: 'kubelet' as const },
      taints: [{ key: 'dedicated', effect: 'NoSchedule' as const }],
    },
  ],
  ...over,
})

const placed = {
  priority: 1_000,
  preemptionPolicy: 'Never' as const,
  tolerations: [{ key: 'dedicated', operator: 'Exists' as const }],
  nodeAffinity: { required: [{ matchExpressions: [{ key: 'disk', operator: 'Exists' as const }] }] },
  topologySpread: [{ topologyKey: ZONE, maxSkew: 2, whenUnsatisfiable: 'ScheduleAnyway' as const }],
  podAntiAffinity: { required: [{ workload: 'web', topologyKey: ZONE }] },
}

const problems = (over: Parameters<typeof aLevelText>[0]) => diagnose(aLevelText(over)).diagnostics.map(lineOf)

describe('A level', () => {
  it('labels and taints its nodes', () => {
    const level = aLevel({ park: park() as never })
    const { nodes } = buildWorld({ era: 'now', seed: 1, lasts: 60, park: parkOf(level), workloads: [] })
    expect(nodes[0]?.labels).toEqual({ 'kubernetes.io/hostname': 'b1', [ZONE]: 'a', disk: 'ssd' })
    expect(nodes[1]?.taints).toEqual([{ key: 'dedicated', value: '', effect: 'NoSchedule' }])
  })

  it('says where its pods may run, with Kubernetes defaults for what it leaves out', () => {
    const [spec] = workloadsOf(aLevel({ workloads: [aWorkload(placed)] }))
    expect(spec).toMatchObject({
      ...placed,
      nodeAffinity: {
        required: [{ matchExpressions: [{ key: 'disk', operator: 'Exists', values: [] }] }],
        preferred: [],
      },
      podAntiAffinity: { ...placed.podAntiAffinity, preferred: [] },
    })
    expect(workloadsOf(aLevel())[0]).not.toHaveProperty('priority')
  })

  it('chooses how the scheduler fills nodes up', () => {
    const scheduler = { strategy: 'RequestedToCapacityRatio' as const }
    expect(parkOf(aLevel({ park: park({ scheduler }) as never })).scheduler).toEqual({
      ...scheduler,
      shape: [
        { utilization: 0, score: 0 },
        { utilization: 100, score: 10 },
      ],
    })
  })

  it('is told of a workload that is not there, and of a shape that goes backwards', () => {
    const podAffinity = { required: [{ workload: 'wep', topologyKey: ZONE }] }
    expect(problems({ workloads: [aWorkload({ podAffinity })] })[0]).toContain('"wep" is not a workload of this level')
    const shape = [
      { utilization: 50, score: 1 },
      { utilization: 50, score: 2 },
    ]
    const scheduler = { strategy: 'RequestedToCapacityRatio' as const, shape }
    expect(problems({ park: park({ scheduler }) as never }).join()).toContain(
      'utilization must be more than the 50 before it',
    )
  })
})
