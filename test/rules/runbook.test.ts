import { describe, expect, it } from 'vitest'
import { LANES, type Lane, type Target, type Verb } from '../../src/model/command'
import type { Run } from '../../src/rules/run'
import { commandLine, stepsOf } from '../../src/rules/runbook'
import { podName } from '../../src/sim/names'
import { linesOf } from '../../src/view/lines'
import { system } from '../../src/view/phrase'
import { anArrival, aRun, at, aWorkload, told } from '../given'

const GPU = { requests: { cpuMillicores: 100, memoryMiB: 64, gpus: 1 } }
const fresh = (over: Parameters<typeof aWorkload>[0] = {}) =>
  aRun({ slo: 0, lasts: 1_800, workloads: [aWorkload(over)] })

function routed(run: Run, lane: Lane): Run {
  told(run, 'ROUTE', 'rider/web', { lane })
  return run
}

function riding(lane: Lane, over: Parameters<typeof aWorkload>[0] = {}): Run {
  const run = fresh(over)
  told(run, 'ROUTE', 'rider/web', { lane })
  return at(run, 300)
}

function orderedAhead(more: Parameters<typeof aRun>[0] = {}): Run {
  const run = aRun({ slo: 0, lasts: 1_800, workloads: [aWorkload(GPU)], ...more })
  told(run, 'SCALE', 'machine/s2')
  return at(run, 300)
}

type Asked = readonly [Verb, Target, { lane?: Lane; plate?: Target }?]
const line = (run: Run, [verb, target, more]: Asked) => commandLine(run, { verb, target, ...more, by: 'player' })

/** A machine gets its image before it is deployed. */
const deployed = (machine: string) =>
  `openstack baremetal node set ${machine} --instance-info image_source=http://images.example/server.qcow2 --instance-info image_checksum=http://images.example/server.qcow2.sha256 && openstack baremetal node deploy ${machine}`
const STARTED = (machine: string) => `ssh ${machine} sudo systemctl enable --now web`

/** What was done, as it would be typed. */
const runbookOf = (run: Run) =>
  stepsOf(run)
    .filter(({ state, line }) => state === 'done' && line !== '')
    .map(({ line }) => line)

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
      `${deployed('s1')} --wait && ${STARTED('s1')}`,
    ],
    [
      'ROUTE to one machine',
      fresh,
      ['ROUTE', 'rider/web', { lane: 'slab', plate: 'machine/s2' }],
      `${deployed('s2')} --wait && ${STARTED('s2')}`,
    ],
    [
      'ROUTE to a machine that was ordered ahead and is under way',
      () => orderedAhead(),
      ['ROUTE', 'rider/web', { lane: 'slab' }],
      `until openstack baremetal node show s2 -f value -c provision_state | grep -qx active; do sleep 10; done && ${STARTED('s2')}`,
    ],
    [
      'ROUTE to a machine that is active',
      () => at(orderedAhead({ arrivals: [anArrival('web', { due: 1_000, patience: 1_500 })] }), 700),
      ['ROUTE', 'rider/web', { lane: 'slab' }],
      STARTED('s2'),
    ],
    [
      'ROUTE of who hangs: its place is given up first',
      () => at(routed(fresh(GPU), 'bowl'), 10),
      ['ROUTE', 'rider/web', { lane: 'boxes' }],
      'kubectl delete -f web.yaml && openstack server create --flavor m1 --image web web',
    ],
    [
      'LAND of a server',
      () => at(routed(fresh(), 'boxes'), 20),
      ['LAND', 'rider/web'],
      'openstack loadbalancer member create --address 192.0.2.10 --protocol-port 443 web',
    ],
    [
      'LAND of two servers: both',
      () => at(routed(fresh({ replicas: 2 }), 'boxes'), 20),
      ['LAND', 'rider/web'],
      'openstack loadbalancer member create --address 192.0.2.10 --protocol-port 443 web && openstack loadbalancer member create --address 192.0.2.11 --protocol-port 443 web',
    ],
    [
      'LAND of who comes from the bowl: its pods go',
      () => at(routed(at(routed(fresh(), 'bowl'), 30), 'boxes'), 50),
      ['LAND', 'rider/web'],
      'openstack loadbalancer member create --address 192.0.2.10 --protocol-port 443 web && kubectl delete -f web.yaml',
    ],
    ['LAND of what is in service already', () => riding('boxes'), ['LAND', 'rider/web'], ''],
    ['SCALE in the bowl', () => riding('bowl'), ['SCALE', 'rider/web'], 'kubectl scale deployment/web --replicas=2'],
    [
      'SCALE in the boxes',
      () => riding('boxes'),
      ['SCALE', 'rider/web'],
      'openstack server create --flavor m1 --image web web-2',
    ],
    ['SCALE on the slab', () => riding('slab'), ['SCALE', 'rider/web'], `${deployed('s2')} --wait && ${STARTED('s2')}`],
    ['SCALE of a machine', fresh, ['SCALE', 'machine/s2'], deployed('s2')],
    ['HOLD, for which nobody types anything', fresh, ['HOLD', 'rider/web'], ''],
  ]

  it.each(cases)('%s', (_, run, asked, expected) => expect(line(run(), asked)).toBe(expected))

  it('MOVE in the bowl, by the name of the pod that goes', () => {
    const run = riding('bowl')
    const pod = podName(run.world, { replicaSet: 0, ordinal: 0 })
    expect(line(run, ['MOVE', 'rider/web'])).toBe(
      `echo '{"apiVersion":"policy/v1","kind":"Eviction","metadata":{"name":"${pod}","namespace":"default"}}' | ` +
        `kubectl create --raw /api/v1/namespaces/default/pods/${pod}/eviction -f -`,
    )
  })

  it('and it is in the record with the command', () => {
    const run = fresh()
    expect(told(run, 'ROUTE', 'rider/web', { lane: 'bowl' }).line).toBe('kubectl apply -f web.yaml')
  })
})

describe('The runbook has', () => {
  const CHECKED =
    'openstack loadbalancer member create --address 192.0.2.10 --protocol-port 443 web  # by the health check'
  const booted = 'openstack server create --flavor m1 --image web web'

  it('what the health check did, where nobody landed the rider', () => {
    const run = riding('boxes')
    expect(runbookOf(run)).toEqual([booted, CHECKED])
    expect(linesOf(run)).toContainEqual(expect.objectContaining({ kind: 'command', text: system(CHECKED) }))
  })

  it('nothing of it where somebody did', () => {
    const run = at(routed(fresh(), 'boxes'), 150)
    const early = at(routed(fresh(), 'boxes'), 20)
    told(early, 'LAND', 'rider/web')
    expect(runbookOf(at(early, 300))).toEqual([booted, CHECKED.replace(/ {2}#.*/, '')])
    expect(runbookOf(run)).toEqual([booted, CHECKED])
  })

  it('nothing that was refused', () => {
    const run = riding('bowl')
    told(run, 'LAND', 'rider/web')
    expect(runbookOf(run)).toEqual(['kubectl apply -f web.yaml'])
  })
})

describe('The printed pod is the one that goes', () => {
  it('though another, older one has no node', () => {
    const run = fresh({ replicas: 2 })
    told(run, 'ROUTE', 'rider/web', { lane: 'bowl' })
    at(run, 100)
    const [first, second] = run.world.pods
    Object.assign(first as object, { node: -1 })
    const pod = podName(run.world, { replicaSet: 0, ordinal: 1 })
    expect(told(run, 'MOVE', 'rider/web').line).toContain(`/pods/${pod}/eviction `)
    expect(second?.status).toBe('Terminating')
  })
})

describe('No address or name in it is anybody’s', () => {
  it.each(LANES)('in the %s', lane => {
    const { given } = riding(lane).play
    for (const { line } of given) expect(line.match(/\d+\.\d+\.\d+\.\d+/g) ?? []).toEqual([])
  })
})
