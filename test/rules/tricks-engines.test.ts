/** What the tricks come to on a single server, on a disk and on what is kept in copies. */

import { describe, expect, it } from 'vitest'
import type { Lane, Target, Verb } from '../../src/model/command'
import type { Era } from '../../src/model/units'
import type { Copies } from '../../src/model/workload'
import type { Run } from '../../src/rules/run'
import { commandLine } from '../../src/rules/runbook'
import { planOf } from '../../src/rules/verbs'
import { captionByLine } from '../../src/view/line-captions'
import { aHypervisor, aMachine, anArrival, aPark, aRun, aSpare, at, aWorkload, bringDown, order, told } from '../given'
import { WORDS } from '../words'

const FLAVORS = [
  { name: 'm1', vcpus: 2, ramMiB: 4_096 },
  { name: 'm2', vcpus: 4, ramMiB: 8_192 },
]

interface Wish {
  readonly copies?: Copies
  readonly disk?: 'local' | 'network'
  readonly era?: Era
  readonly everySeconds?: number
}

function riding(lane: Lane, { copies = 'one', disk = 'network', era = 'now', everySeconds }: Wish = {}): Run {
  const machines = [
    ...['b1', 'b2', 'b3', 'b4'].map(name => aMachine({ name })),
    ...['h1', 'h2', 'h3', 'h4'].map(name => aHypervisor(name)),
    ...['s1', 's2'].map(name => aSpare(name)),
  ]
  const data = { sizeMiB: 2_000, copies, disk, writes: 500_000, ...(everySeconds && { backup: { everySeconds } }) }
  const run = aRun({
    era,
    slo: 0,
    lasts: 3_000,
    park: aPark({ machines, flavors: FLAVORS }) as never,
    workloads: [aWorkload({ name: 'db', replicas: copies === 'one' ? 1 : 3, data })],
    arrivals: [anArrival('db', { due: lane === 'slab' ? 900 : 200, patience: 1_000 })],
  })
  told(run, 'ROUTE', 'rider/db', { lane })
  return at(run, lane === 'slab' ? 960 : 260)
}

const RIDER = 'rider/db'
const DISK = 'volume/db'
const lineOf = (run: Run, verb: Verb, target: Target) => commandLine(run, { verb, target, by: 'player' })
function whyNot(run: Run, verb: Verb, target: Target): string | undefined {
  const plan = planOf(run, { verb, target, by: 'player' })
  return plan.kind === 'refused' ? (plan.why.by === 'system' ? plan.why.text : plan.why.key) : undefined
}
const traffic = (run: Run) => run.world.workloads[0]?.traffic
const live = (run: Run) => run.world.stores[0]?.members.filter(member => member.live).length

describe('SCALE of a single server', () => {
  const scaled = (disk: 'local' | 'network') => {
    const run = riding('boxes', { disk })
    expect(lineOf(run, 'SCALE', RIDER)).toBe('openstack server resize --flavor m2 db')
    expect(told(run, 'SCALE', RIDER).state).toBe('done')
    return run
  }

  it.each(['local', 'network'] as const)('gives it the next size on another host, with its %s disk', disk => {
    const run = scaled(disk)
    const written = run.world.volumes[0]?.written ?? 0
    expect(run.world.servers.map(({ status, vcpus }) => [status, vcpus])).toEqual([['VERIFY_RESIZE', 4]])
    expect(run.world.units[0]).toMatchObject({ workers: 8, ready: false })
    const host = run.world.hypervisors[run.world.servers[0]?.hypervisor ?? -1]
    if (disk === 'local') expect(run.world.volumes[0]?.machine).toBe(host?.machine)
    at(run, 380)
    expect(run.world.units[0]).toMatchObject({ ready: true, inService: true })
    expect(run.world.volumes[0]?.written).toBeGreaterThanOrEqual(written)
    expect(traffic(run)).toMatchObject({ writesLost: 0, lostNow: 0 })
  })

  it('costs its users the reboot', () => {
    const run = riding('boxes')
    const before = traffic(run)?.lost ?? 0
    told(run, 'SCALE', RIDER)
    expect((traffic(at(run, 380))?.lost ?? 0) - before).toBeGreaterThan(200)
  })

  it.each([
    ['now', 'SAVE', 'openstack server resize confirm db', [4, 8]],
    ['now', 'UNDO', 'openstack server resize revert db', [2, 4]],
    ['2017', 'SAVE', 'openstack server resize --confirm db', [4, 8]],
    ['2017', 'UNDO', 'openstack server resize --revert db', [2, 4]],
  ] as const)('is settled in %s by %s', (era, verb, line, [vcpus, workers]) => {
    const run = riding('boxes', { era })
    told(run, 'SCALE', RIDER)
    at(run, 420)
    expect(lineOf(run, verb, RIDER)).toBe(line)
    told(run, verb, RIDER)
    expect(run.world.servers[0]).toMatchObject({ status: 'ACTIVE', vcpus, resizedFrom: undefined })
    expect(run.world.units[0]).toMatchObject({ workers })
  })

  it('is refused by nova before that is settled, and by the list of flavors after it', () => {
    const run = scaled('network')
    at(run, 420)
    expect(whyNot(run, 'SCALE', RIDER)).toBe('refused.largest')
    expect(WORDS).toHaveProperty(['refused.largest'])
    expect(whyNot(run, 'MOVE', RIDER)).toBe("Cannot 'os-migrateLive' instance db while it is in vm_state resized")
  })

  it('is what it was of one that keeps nothing: another behind the balancer', () => {
    const run = aRun({ slo: 0 })
    told(run, 'ROUTE', 'rider/web', { lane: 'boxes' })
    expect(lineOf(run, 'SCALE', 'rider/web')).toBe('openstack server create --flavor m1 --image web web-2')
  })
})

describe('SAVE where the clock takes backups', () => {
  it('proves the newest, and takes a snapshot once that is proven', () => {
    const run = at(riding('boxes', { everySeconds: 120 }), 380)
    const [newest] = run.world.snapshots.filter(({ readyAt }) => readyAt <= 380).slice(-1)
    expect(lineOf(run, 'SAVE', DISK)).toMatch(new RegExp(`^openstack volume backup restore ${newest?.name} `))
    told(run, 'SAVE', DISK)
    at(run, 402)
    expect(run.play.told.filter(({ reason }) => reason === 'RestoreDrilled')).toHaveLength(1)
    expect(traffic(run)).toMatchObject({ writesLost: 0 })
    expect(lineOf(run, 'SAVE', DISK)).toMatch(/^openstack volume snapshot create /)
  })

  it('takes one where it does not, in the bowl too', () => {
    expect(lineOf(riding('boxes'), 'SAVE', DISK)).toMatch(/^openstack volume snapshot create /)
    const run = riding('bowl')
    expect(lineOf(run, 'SAVE', RIDER)).toBe(lineOf(run, 'SAVE', DISK))
    expect(told(run, 'SAVE', RIDER).state).toBe('done')
    expect(run.world.snapshots).toHaveLength(1)
  })
})

describe.each(['quorum', 'async', 'sync'] as const)('Of data that is kept in copies (%s)', copies => {
  it.each([
    ['bowl', 'kubectl scale statefulset/db --replicas=4'],
    ['boxes', 'openstack server create --flavor m1 --image web db-4'],
    ['slab', /openstack baremetal node deploy s2 --wait && ssh s2 sudo systemctl enable --now db$/],
  ] as const)('SCALE adds one in the %s', (lane, line) => {
    const run = riding(lane, { copies, disk: 'local' })
    const before = live(run) as number
    expect(lineOf(run, 'SCALE', DISK)).toMatch(line)
    told(run, 'SCALE', DISK)
    at(run, run.world.tick + (lane === 'slab' ? 800 : 150))
    expect(live(run)).toBe(before + 1)
  })

  it.each([
    [
      'boxes',
      'data-db-server-3',
      'openstack volume create --size 2 --type ceph-rbd data-db-server-3 && openstack server create --flavor m1 --image web --wait db-4 && openstack server add volume db-4 data-db-server-3',
    ],
    [
      'slab',
      'data-db-machine-1',
      /^openstack volume create --size 2 --type ceph-rbd data-db-machine-1 && .* --wait && ssh s2 sudo cinder local-attach data-db-machine-1 && ssh s2 sudo systemctl enable --now db$/,
    ],
  ] as const)('and in the %s a network disk of its own, %s', (lane, disk, line) => {
    const run = riding(lane, { copies, disk: 'network' })
    expect(lineOf(run, 'SCALE', DISK)).toMatch(line)
    told(run, 'SCALE', DISK)
    at(run, run.world.tick + (lane === 'slab' ? 800 : 150))
    expect(run.world.volumes.map(({ name }) => name)).toContain(disk)
  })

  it('SAVE and UNDO of one are refused: the others would not know it', () => {
    const why = 'Volume db-data is one copy of a replicated store: back up the store.'
    const run = riding('bowl', { copies, disk: 'local' })
    expect(whyNot(run, 'SAVE', DISK)).toBe(why)
    expect(whyNot(run, 'UNDO', DISK)).toBe(copies === 'quorum' ? 'No recoverable ranges found.' : why)
  })
})

describe('Where Patroni keeps a primary', () => {
  it.each([
    ['bowl', DISK],
    ['boxes', DISK],
    ['slab', RIDER],
  ] as const)('MOVE in the %s has another take the writes (%s)', (lane, target) => {
    const run = riding(lane, { copies: 'async', disk: 'local' })
    if (lane === 'slab') at(onTwo(run), 1_750)
    const store = () => run.world.stores[0] as { leader: number }
    const before = store().leader
    expect(lineOf(run, 'MOVE', target)).toBe('patronictl switchover --force db')
    expect(told(run, 'MOVE', target).state).toBe('done')
    at(run, run.world.tick + 60)
    expect(store().leader).not.toBe(before)
    expect(store().leader).toBeGreaterThanOrEqual(0)
    expect(traffic(run)).toMatchObject({ writesLost: 0 })
  })

  it('is refused by patronictl where there is no other', () => {
    expect(whyNot(riding('slab', { copies: 'async', disk: 'local' }), 'MOVE', RIDER)).toBe(
      'Error: No candidates found to switchover to',
    )
  })

  function onTwo(run: Run): Run {
    told(run, 'SCALE', RIDER)
    return run
  }
})

describe('Where a quorum is lost for good', () => {
  it('UNDO goes on from whoever is left, and what only the others had is lost', () => {
    const run = riding('bowl', { copies: 'quorum', disk: 'local' })
    const store = run.world.stores[0] as { members: { volume: number }[] }
    for (const { volume } of store.members.slice(0, 2))
      order(run.world, { order: 'lose-disk', workload: 0, disk: volume })
    at(run, 290)
    expect(traffic(run)?.lostNow).toBeGreaterThan(0)
    expect(lineOf(run, 'UNDO', DISK).split(' && ')).toEqual([
      'cockroach debug recover make-plan --host db.example --confirm y -o plan.json',
      'cockroach debug recover apply-plan --host db.example --confirm y plan.json',
      'kubectl delete pod/db-2',
      'until cockroach debug recover verify --host db.example plan.json; do sleep 1; done',
    ])
    expect(told(run, 'UNDO', DISK).state).toBe('done')
    expect(traffic(at(run, 320))?.lostNow).toBe(0)
  })

  it('a member in the boxes is started again by its unit: a plan that is applied is carried out then', () => {
    const run = riding('boxes', { copies: 'quorum', disk: 'local' })
    const store = run.world.stores[0] as { members: { volume: number }[] }
    for (const { volume } of store.members.slice(0, 2))
      order(run.world, { order: 'lose-disk', workload: 0, disk: volume })
    at(run, run.world.tick + 10)
    expect(lineOf(run, 'UNDO', DISK)).toMatch(
      / && ssh \S+ sudo systemctl restart db && until cockroach debug recover verify /,
    )
  })

  it('a Galera is told by one of its members, which is named', () => {
    const run = riding('bowl', { copies: 'galera', disk: 'local' })
    for (const plate of ['b1', 'b2']) bringDown(run.world, 'machine', plate)
    at(run, run.world.tick + 30)
    const line = lineOf(run, 'UNDO', DISK)
    expect(line).toBe(`mysql -h db.example -e "SET GLOBAL wsrep_provider_options='pc.bootstrap=YES'"`)
    expect(captionByLine('UNDO', line, undefined)).toBe('UNDO.backpack.recover')
  })

  it('there was no such command in 2017', () => {
    const run = riding('bowl', { copies: 'quorum', disk: 'local', era: '2017' })
    bringDown(run.world, 'machine', 'b1')
    expect(whyNot(run, 'UNDO', DISK)).toBe('Error: unknown command "recover" for "cockroach debug"')
  })
})
