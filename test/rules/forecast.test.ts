import { describe, expect, it } from 'vitest'
import type { Lane } from '../../src/model/command'
import { forecast } from '../../src/rules/forecast'
import { lanesOf } from '../../src/rules/lanes'
import { NO_VALID_HOST } from '../../src/sim/cloud/nova'
import { withoutPreemption } from '../../src/sim/scheduling/unschedulable'
import { aHypervisor, aMachine, aPark, aPlane, aRun, at, aWorkload, stopPart, told, whyNot } from '../given'

type Over = Parameters<typeof aWorkload>[0]
const GPU: Over = { requests: { cpuMillicores: 100, memoryMiB: 64, gpus: 1 } }
const fresh = (over: Over = {}, park = {}) => aRun({ slo: 0, workloads: [aWorkload(over)], park: aPark(park) as never })
const foretold = (run: ReturnType<typeof fresh>, lane: Lane, plate?: `node/${string}` | `hypervisor/${string}`) =>
  forecast(run, { verb: 'ROUTE', target: 'rider/web', lane, ...(plate && { plate }), by: 'player' })

describe('Before ROUTE it is told that there would be no place', () => {
  const none = '0/3 nodes are available: 3'
  const useless = 'preemption: 0/3 nodes are available: 3 Preemption is not helpful for scheduling.'
  const cases: readonly [string, Lane, Over, object, ReturnType<typeof foretold>][] = [
    [
      'in the bowl without GPUs',
      'bowl',
      GPU,
      {},
      { count: 1, of: 1, why: `${none} Insufficient nvidia.com/gpu. ${useless}` },
    ],
    [
      'in the bowl, for who needs a kernel of its own',
      'bowl',
      { kernel: 'own' },
      {},
      { count: 1, of: 1, why: `${none} node(s) didn't match Pod's node affinity/selector. ${useless}` },
    ],
    [
      'in the bowl, for two of five',
      'bowl',
      { replicas: 5, requests: { cpuMillicores: 3_000, memoryMiB: 64 } },
      {},
      {
        count: 2,
        of: 5,
        why: `${none} Insufficient cpu. preemption: 0/3 nodes are available: 3 No preemption victims found for incoming pod.`,
      },
    ],
    ['in the boxes, by device', 'boxes', GPU, {}, { count: 1, of: 1, why: NO_VALID_HOST }],
    [
      'in the boxes, for one of three: nova then takes none',
      'boxes',
      { replicas: 3 },
      { machines: [aMachine(), aHypervisor('h1', { memoryMiB: 8_192 })] },
      { count: 3, of: 3, why: NO_VALID_HOST },
    ],
    [
      'in the boxes, by quota: the API refuses all',
      'boxes',
      { replicas: 3 },
      { quota: { instances: 2, cores: 20, ramMiB: 51_200 } },
      { count: 3, of: 3, why: 'Quota exceeded for instances: Requested 3, but already used 0 of 2 instances' },
    ],
    [
      'on the slab',
      'slab',
      {},
      { machines: [aMachine()] },
      { count: 1, of: 1, why: 'no available nodes match the resource class baremetal' },
    ],
  ]

  it.each(cases)('%s', (_, lane, over, park, expected) => expect(foretold(fresh(over, park), lane)).toEqual(expected))

  it('on the node that was marked, though another has room', () => {
    const run = fresh({ requests: { cpuMillicores: 500, memoryMiB: 64 } })
    Object.assign(run.world.nodes[1] as object, { unschedulable: true })
    expect(foretold(run, 'bowl')).toBeUndefined()
    expect(foretold(run, 'bowl', 'node/b2')?.why).toMatch(/1 node\(s\) were unschedulable, 2 node\(s\) didn't match/)
    expect(foretold(run, 'boxes', 'hypervisor/h9' as never)?.why).toBe(NO_VALID_HOST)
  })

  it.each(lanesOf({ tenants: [] }))('and nothing where there is one: %s', lane =>
    expect(foretold(fresh(), lane)).toBeUndefined(),
  )
})

describe('While no API server answers', () => {
  const REFUSED = 'The connection to the server k1.example:6443 was refused - did you specify the right host or port?'
  const silent = () => {
    const run = fresh({}, aPlane(1))
    stopPart(run.world, 'kube-apiserver')
    return run
  }
  const now = (run: ReturnType<typeof fresh>, lane: Lane) =>
    forecast(run, { verb: 'ROUTE', target: 'rider/web', lane, by: 'player' }, 'now')

  it('the bowl would refuse it now, in the words of kubectl', () =>
    expect(now(silent(), 'bowl')).toEqual({ count: 1, of: 1, why: REFUSED, refused: true }))
  it('and takes it later: who plans is told of room', () => expect(foretold(silent(), 'bowl')).toBeUndefined())
  it('the boxes do not ask it', () => expect(now(silent(), 'boxes')).toBeUndefined())
})

describe('What was foretold is what comes', () => {
  it.each(['bowl', 'boxes'] as const)('of a GPU in the %s', lane => {
    const run = fresh(GPU)
    const why = foretold(run, lane)?.why
    told(run, 'ROUTE', 'rider/web', { lane })
    at(run, 10)
    expect(run.play.told.map(({ note }) => note)).toContain(why)
  })

  it('of the slab: refused in the same words', () => {
    const run = fresh({}, { machines: [aMachine()] })
    expect(whyNot(told(run, 'ROUTE', 'rider/web', { lane: 'slab' }))).toBe(foretold(run, 'slab')?.why)
  })
})

it('On a lane there is room for the first half only', () => {
  const why = foretold(fresh(GPU), 'bowl')?.why ?? ''
  expect(withoutPreemption(why)).toBe('0/3 nodes are available: 3 Insufficient nvidia.com/gpu.')
})
