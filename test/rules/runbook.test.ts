import { describe, expect, it } from 'vitest'
import { LANES, type Lane, type Target, type Verb } from '../../src/model/command'
import type { Run } from '../../src/rules/run'
import { commandLine } from '../../src/rules/runbook'
import { podName } from '../../src/sim/names'
import { aRun, at, aWorkload, told } from '../given'

const GPU = { requests: { cpuMillicores: 100, memoryMiB: 64, gpus: 1 } }
const fresh = (over: Parameters<typeof aWorkload>[0] = {}) =>
  aRun({ slo: 0, lasts: 1_800, workloads: [aWorkload(over)] })

function riding(lane: Lane, over: Parameters<typeof aWorkload>[0] = {}): Run {
  const run = fresh(over)
  told(run, 'ROUTE', 'rider/web', { lane })
  return at(run, 300)
}

function orderedAhead(): Run {
  const run = fresh(GPU)
  told(run, 'SCALE', 'machine/s2')
  return at(run, 300)
}

type Asked = readonly [Verb, Target, { lane?: Lane; plate?: Target }?]
const line = (run: Run, [verb, target, more]: Asked) => commandLine(run, { verb, target, ...more, by: 'player' })

describe('Each command prints what would be typed:', () => {
  const cases: readonly [string, () => Run, Asked, string][] = [
    ['ROUTE to the bowl', fresh, ['ROUTE', 'rider/web', { lane: 'bowl' }], 'kubectl apply -f web.yaml'],
    [
      'ROUTE to one node',
      fresh,
      ['ROUTE', 'rider/web', { lane: 'bowl', plate: 'node/b2' }],
      'kubectl apply -f web.yaml  # nodeSelector: b2',
    ],
    [
      'ROUTE to the boxes',
      fresh,
      ['ROUTE', 'rider/web', { lane: 'boxes' }],
      'openstack server create --flavor m1 --image web web',
    ],
    [
      'ROUTE of three to one hypervisor',
      () => fresh({ replicas: 3 }),
      ['ROUTE', 'rider/web', { lane: 'boxes', plate: 'hypervisor/h2' }],
      'openstack server create --flavor m1 --image web --availability-zone nova:h2 --max 3 web',
    ],
    [
      'ROUTE to the slab where nothing is ready',
      fresh,
      ['ROUTE', 'rider/web', { lane: 'slab' }],
      'openstack baremetal node deploy s1',
    ],
    [
      'ROUTE to one machine',
      fresh,
      ['ROUTE', 'rider/web', { lane: 'slab', plate: 'machine/s2' }],
      'openstack baremetal node deploy s2',
    ],
    [
      'ROUTE to a machine that was ordered ahead',
      orderedAhead,
      ['ROUTE', 'rider/web', { lane: 'slab' }],
      'ssh s2 sudo systemctl enable --now web',
    ],
    [
      'LAND of a server',
      () => riding('boxes'),
      ['LAND', 'rider/web'],
      'openstack loadbalancer member create --address 192.0.2.10 --protocol-port 443 web',
    ],
    ['SCALE in the bowl', () => riding('bowl'), ['SCALE', 'rider/web'], 'kubectl scale deployment/web --replicas=2'],
    [
      'SCALE in the boxes',
      () => riding('boxes'),
      ['SCALE', 'rider/web'],
      'openstack server create --flavor m1 --image web web-2',
    ],
    ['SCALE on the slab', () => riding('slab'), ['SCALE', 'rider/web'], 'openstack baremetal node deploy s2'],
    ['SCALE of a machine', fresh, ['SCALE', 'machine/s2'], 'openstack baremetal node deploy s2'],
    ['HOLD, for which nobody types anything', fresh, ['HOLD', 'rider/web'], ''],
  ]

  it.each(cases)('%s', (_, run, asked, expected) => expect(line(run(), asked)).toBe(expected))

  it('MOVE in the bowl, by the name of the pod that goes', () => {
    const run = riding('bowl')
    expect(line(run, ['MOVE', 'rider/web'])).toBe(
      `kubectl delete pod ${podName(run.world, { replicaSet: 0, ordinal: 0 })}`,
    )
  })

  it('and it is in the record with the command', () => {
    const run = fresh()
    expect(told(run, 'ROUTE', 'rider/web', { lane: 'bowl' }).line).toBe('kubectl apply -f web.yaml')
  })
})

describe('The printed pod is the one that goes', () => {
  it('though another, older one has no node', () => {
    const run = fresh({ replicas: 2 })
    told(run, 'ROUTE', 'rider/web', { lane: 'bowl' })
    at(run, 100)
    const [first, second] = run.world.pods
    Object.assign(first as object, { node: -1 })
    expect(told(run, 'MOVE', 'rider/web').line).toBe(
      `kubectl delete pod ${podName(run.world, { replicaSet: 0, ordinal: 1 })}`,
    )
    expect(second?.gone).toBe(true)
  })
})

describe('No address or name in it is anybody’s', () => {
  it.each(LANES)('in the %s', lane => {
    const { given } = riding(lane).play
    for (const { line } of given) expect(line.match(/\d+\.\d+\.\d+\.\d+/g) ?? []).toEqual([])
  })
})
