import { describe, expect, it } from 'vitest'
import type { Verb } from '../../src/model/command'
import type { ControlPlaneSpec } from '../../src/model/park'
import type { Era } from '../../src/model/units'
import { readerOf } from '../../src/rules/reader'
import { fork, give, hash, logOf, openRun, type Run, tick } from '../../src/rules/run'
import { commandLine } from '../../src/rules/runbook'
import { planOf } from '../../src/rules/verbs'
import { membersOf, votersOf } from '../../src/sim/control-plane/etcd'
import { memberId } from '../../src/sim/names'
import {
  aCourse,
  anArrival,
  aPark,
  aPlane,
  aRun,
  at,
  aWorkload,
  bringDown,
  order,
  thePlane,
  toEnd,
  told,
  whyNot,
} from '../given'
import { WORDS } from '../words'

const PLANE = 'control-plane/k1'
const parkOf = (members: number, ready = 0, over: Partial<ControlPlaneSpec> = {}) =>
  ({ ...aPark(), ...aPlane(members, ready, over) }) as never

/** Users who come late, and are patient. */
const LATER = [anArrival('web', { due: 3_500, patience: 3_000 })]

const playing = (members: number, ready = 0, over: Partial<ControlPlaneSpec> = {}, era: Era = 'now') => {
  const run = aRun({ slo: 0, lasts: 3_600, era, park: parkOf(members, ready, over), arrivals: LATER })
  return at(run, 10)
}
const names = (run: Run) => membersOf(thePlane(run.world)).map(({ machine }) => run.world.machines[machine]?.name)
const lineOf = (run: Run, verb: Verb) => commandLine(run, { verb, target: PLANE, by: 'player' })
const refusalOf = (run: Run, verb: Verb) => {
  const plan = planOf(run, { verb, target: PLANE, by: 'player' })
  return plan.kind === 'refused' ? (plan.why.by === 'system' ? plan.why.text : plan.why.key) : undefined
}
const idOf = (run: Run, member: number) => memberId(run.world, thePlane(run.world).members[member] as never)
const lose = (run: Run, ...machines: readonly string[]) => {
  for (const machine of machines) bringDown(run.world, 'machine', machine)
  return run
}

describe('SCALE on the control plane', () => {
  it('joins a machine that is ready for it', () => {
    const run = playing(1, 1)
    expect(told(run, 'SCALE', PLANE).state).toBe('done')
    at(run, 60)
    expect(votersOf(thePlane(run.world))).toHaveLength(2)
  })

  it('orders a spare one where none is, which joins at the next SCALE', () => {
    const run = playing(1)
    expect(lineOf(run, 'SCALE')).toMatch(/^openstack baremetal node set s1 .* node deploy s1$/)
    told(run, 'SCALE', PLANE)
    expect(run.play.machinesOrdered).toBe(1)
    at(run, 200)
    expect(refusalOf(run, 'SCALE')).toBe(
      'The requested action "active" can not be performed on node "s1" while it is in state "wait call-back".',
    )
    at(run, 800)
    expect(names(run)).toEqual(['m1'])
    told(run, 'SCALE', PLANE)
    expect(names(run)).toEqual(['m1', 's1'])
  })

  it('is refused by kubeadm while a member is dead', () => {
    expect(refusalOf(at(lose(playing(3, 1), 'm2'), 20), 'SCALE')).toBe(
      'error execution phase check-etcd: etcd cluster is not healthy: failed to dial endpoint https://m2:2379 with maintenance client: context deadline exceeded',
    )
  })

  it('is refused by Ironic when no machine is left', () => {
    const run = playing(1)
    for (const machine of run.world.machines) if (machine.state === 'available') machine.up = false
    expect(refusalOf(run, 'SCALE')).toBe('no available nodes match the resource class baremetal')
  })
})

describe('SAVE on the control plane', () => {
  it('takes a snapshot of etcd', () => {
    const run = playing(3)
    told(run, 'SAVE', PLANE)
    at(run, 20)
    expect(thePlane(run.world).etcd.snapshots).toHaveLength(1)
  })

  it('renews certificates that run out, and after that takes snapshots', () => {
    const run = playing(3, 0, { certificatesEnd: 300 })
    expect(lineOf(run, 'SAVE')).toMatch(/^ssh m1 "sudo kubeadm certs renew all && /)
    expect(lineOf(run, 'SAVE'), 'kubectl’s own is fetched last').toMatch(
      / && ssh m1 sudo cat \/etc\/kubernetes\/admin\.conf > ~\/\.kube\/config$/,
    )
    told(run, 'SAVE', PLANE)
    expect(lineOf(run, 'SAVE')).toBe('etcdctl snapshot save k1-1.db')
    at(run, 400)
    expect(run.play.told.map(({ reason }) => reason)).not.toContain('CertificatesExpired')
  })

  it('cannot renew them in 2017, and is turned away with them', () => {
    const run = playing(3, 0, { certificatesEnd: 300 }, '2017')
    expect(lineOf(run, 'SAVE')).toBe('ETCDCTL_API=3 etcdctl snapshot save k1-1.db')
    at(run, 310)
    expect(refusalOf(run, 'SAVE')).toBe(
      'transport: authentication handshake failed: x509: certificate has expired or is not yet valid',
    )
  })
})

describe('UNDO on the control plane', () => {
  it('compacts and defragments while the majority lives', () => {
    const run = playing(1, 0, { databaseMiB: 2_048 })
    at(run, 12)
    expect(thePlane(run.world).etcd.alarm).toBe(true)
    told(run, 'UNDO', PLANE)
    at(run, 60)
    expect(thePlane(run.world).etcd.alarm).toBe(false)
  })

  it('goes back to the snapshot where it does not', () => {
    const run = playing(3)
    told(run, 'SAVE', PLANE)
    at(lose(at(run, 20), 'm1', 'm2'), 30)
    expect(lineOf(run, 'UNDO')).toBe(
      [
        'scp k1-1.db m3:',
        'ssh m3 "sudo mv /etc/kubernetes/manifests /etc/kubernetes/manifests.away"',
        'sleep 20',
        'ssh m3 "sudo rm -rf /var/lib/etcd && sudo etcdutl snapshot restore k1-1.db --data-dir /var/lib/etcd --name m3 --initial-cluster m3=https://m3:2380 --initial-advertise-peer-urls https://m3:2380"',
        'ssh m3 "sudo mv /etc/kubernetes/manifests.away /etc/kubernetes/manifests"',
      ].join(' && '),
    )
    expect(told(run, 'UNDO', PLANE).state).toBe('done')
    at(run, 80)
    expect([names(run), thePlane(run.world).working.writes]).toEqual([['m3'], true])
  })

  it.each<[Era, string]>([
    ['2017', 'ssh m2 sudo systemctl restart etcd'],
    ['now', 'ssh m2 sudo mv /etc/kubernetes/manifests.away/etcd.yaml /etc/kubernetes/manifests/'],
  ])('starts an etcd that is stopped on a host that lives (%s), majority or not', (era, line) => {
    for (const members of [2, 3]) {
      const run = playing(members, 0, {}, era)
      order(run.world, { order: 'stop-part', part: 'etcd', member: 1 })
      at(run, 30)
      expect(readerOf(run)('etcd.living')).toBe(members - 1)
      expect(told(run, 'UNDO', PLANE)).toMatchObject({ state: 'done', line })
      at(run, 60)
      expect(readerOf(run)('etcd.living')).toBe(members)
      expect(thePlane(run.world).working.writes).toBe(true)
    }
  })

  it('but not one whose host is gone', () => {
    const run = playing(3)
    order(run.world, { order: 'stop-part', part: 'etcd', member: 1 })
    expect(lineOf(at(lose(run, 'm2'), 30), 'UNDO')).toMatch(/^etcdctl compact/)
  })

  it('has nothing to go back to without one', () => {
    expect(refusalOf(at(lose(playing(3), 'm1', 'm2'), 20), 'UNDO')).toBe(
      'Error: open k1-1.db: no such file or directory',
    )
  })

  it('gives a rider whose Deployment came after the snapshot a lane again', () => {
    const run = playing(1)
    told(run, 'SAVE', PLANE)
    at(run, 20)
    told(run, 'ROUTE', 'rider/web', { lane: 'bowl' })
    at(run, 100)
    order(run.world, { order: 'restore-etcd' })
    at(run, 200)
    expect(run.world.pods.filter(({ gone }) => !gone)).toEqual([])
    expect(told(run, 'ROUTE', 'rider/web', { lane: 'bowl' }).state).toBe('done')
    at(run, 240)
    expect(run.world.workloads[0]?.endpoints).toHaveLength(1)
  })
})

describe('MOVE on the control plane', () => {
  it('replaces the dead member: it is removed before the other is added', () => {
    const run = at(lose(playing(3, 1), 'm2'), 20)
    expect(lineOf(run, 'MOVE')).toBe(
      `etcdctl member remove ${idOf(run, 1)} && kubectl delete node m2 && KEY=$(ssh m1 sudo kubeadm init phase upload-certs --upload-certs | tail -1) && ssh m4 sudo $(ssh m1 sudo kubeadm token create --print-join-command --certificate-key $KEY)`,
    )
    told(run, 'MOVE', PLANE)
    const reasons = run.play.told.map(({ reason }) => reason)
    expect(reasons.indexOf('EtcdMemberRemoved')).toBeLessThan(reasons.indexOf('EtcdMemberAdded'))
    at(run, 80)
    expect(names(run)).toEqual(['m1', 'm3', 'm4'])
    expect(votersOf(thePlane(run.world))).toHaveLength(3)
  })

  it('of a healthy one takes the member that joined last', () => {
    const run = playing(3, 1)
    told(run, 'MOVE', PLANE)
    at(run, 80)
    expect(names(run)).toEqual(['m1', 'm2', 'm4'])
  })

  const cases: readonly [string, string, () => Run][] = [
    ['of the only member is refused by etcd', LAST, () => playing(1, 1)],
    ['without the majority is answered by nobody', SILENT, () => at(lose(playing(3, 1), 'm1', 'm2'), 20)],
    ['without a machine to join is no move', 'refused.noJoiner', () => playing(3)],
  ]
  it.each(cases)('%s', (_, why, run) => expect(refusalOf(run(), 'MOVE')).toBe(why))

  it('(and its own rule says why in words)', () => expect(WORDS).toHaveProperty(['refused.noJoiner']))
})

const LAST = 'Error: etcdserver: re-configuration failed due to not enough started members'
const SILENT = 'Error: context deadline exceeded'

describe('Its command lines can be typed', () => {
  const FIRST = `grep -o '"revision":[0-9]*' | head -1 | grep -o '[0-9]*'`
  const cases: readonly [Verb, Era, string][] = [
    [
      'SCALE',
      'now',
      'KEY=$(ssh m1 sudo kubeadm init phase upload-certs --upload-certs | tail -1) && ssh m2 sudo $(ssh m1 sudo kubeadm token create --print-join-command --certificate-key $KEY)',
    ],
    [
      'SCALE',
      '2017',
      'ssh m2 "sudo systemctl stop etcd; sudo rm -rf /var/lib/etcd/member" && ETCDCTL_API=3 etcdctl member add m2 --peer-urls=https://m2:2380 | grep ^ETCD_ | ssh m2 sudo tee -a /etc/default/etcd && ssh m2 sudo systemctl start etcd kubelet',
    ],
    ['SAVE', 'now', 'etcdctl snapshot save k1-1.db'],
    [
      'UNDO',
      'now',
      `etcdctl compact $(etcdctl endpoint status -w json | ${FIRST}) && etcdctl defrag --cluster && etcdctl alarm disarm`,
    ],
    [
      'UNDO',
      '2017',
      `export ETCDCTL_API=3 && etcdctl compact $(etcdctl endpoint status -w json | ${FIRST}) && etcdctl defrag && etcdctl alarm disarm`,
    ],
  ]
  it.each(cases)('%s (%s)', (verb, era, line) => expect(lineOf(playing(1, 1, {}, era), verb)).toBe(line))

  it('a machine that was a member is reset before it joins again', () => {
    const run = at(lose(playing(3), 'm3'), 20)
    order(run.world, { order: 'remove-member', member: 2 })
    expect(lineOf(run, 'SCALE')).toMatch(/^ssh m3 sudo kubeadm reset -f && KEY=/)
  })
})

describe('A hand', () => {
  it('is kept busy by a trick on the control plane as long as by one in the bowl', () => {
    const run = playing(3)
    told(run, 'SAVE', PLANE)
    expect(run.play.handTime).toBe(60)
  })
})

describe('While no API server answers, kubectl says so of', () => {
  const TIMED_OUT = 'Error from server: etcdserver: request timed out'

  it('ROUTE to the bowl', () => {
    const run = at(lose(playing(3), 'm1', 'm2'), 20)
    expect(whyNot(told(run, 'ROUTE', 'rider/web', { lane: 'bowl' }))).toBe(TIMED_OUT)
  })

  it('every trick on a rider there and on a node, but the other lanes are none of its business', () => {
    const run = playing(3)
    told(run, 'ROUTE', 'rider/web', { lane: 'bowl' })
    at(run, 100)
    lose(run, 'm1', 'm2')
    at(run, 300)
    const refused = [
      told(run, 'SCALE', 'rider/web'),
      told(run, 'MOVE', 'rider/web'),
      told(run, 'SAVE', 'node/b1'),
      told(run, 'MOVE', 'node/b1'),
    ]
    expect(refused.map(whyNot)).toEqual(refused.map(() => TIMED_OUT))
    expect(told(run, 'SCALE', 'hypervisor/h1').state).toBe('done')
  })
})

describe('A rider whose pod has become ready while no controller manager acts', () => {
  it('lands when its Service knows of it', () => {
    const run = playing(1)
    told(run, 'ROUTE', 'rider/web', { lane: 'bowl' })
    at(run, 11)
    order(run.world, { order: 'stop-part', part: 'kube-controller-manager' })
    at(run, 60)
    expect(run.world.pods[0]?.ready).toBe(true)
    expect(run.play.riders[0]?.landedAt).toBe(-1)
    order(run.world, { order: 'start-part', part: 'kube-controller-manager' })
    at(run, 90)
    expect(run.play.riders[0]?.landedAt).toBeGreaterThan(60)
  })
})

describe('A level that names a control plane', () => {
  const COURSE = aCourse({
    slo: 0,
    lasts: 900,
    park: parkOf(3, 1),
    workloads: [aWorkload({ replicas: 2 })],
    arrivals: [anArrival('web', { up: 1 })],
    incidents: [{ id: 'gone', what: 'host-down', at: 200, target: 'machine/m1' }],
    goals: [
      { id: 'ride', must: true, that: { is: 'metric', metric: 'riders.landed', gte: 1 } },
      { id: 'whole', must: true, that: { is: 'metric', metric: 'etcd.healthy', eq: 1 } },
    ],
    solution: [
      { when: 3, command: { verb: 'ROUTE', target: 'rider/web', lane: 'bowl' } },
      { when: { is: 'metric', metric: 'etcd.healthy', eq: 0 }, command: { verb: 'MOVE', target: PLANE } },
    ],
  })

  const play = (replace: boolean) => {
    const run = openRun(COURSE)
    at(run, 3)
    told(run, 'ROUTE', 'rider/web', { lane: 'bowl' })
    at(run, 240)
    if (replace) told(run, 'MOVE', PLANE)
    return run
  }

  it('lands with its dead member replaced, and not without', () => {
    expect(toEnd(play(true)).play.outcome).toBe('landed')
    expect(toEnd(play(false)).play.outcome).toBe('wipedOut')
  })

  it('is forked, and goes on the same in both', () => {
    const run = play(true)
    const other = fork(run)
    expect(hash(other)).toBe(hash(run))
    expect(hash(toEnd(other))).toBe(hash(toEnd(run)))
  })

  it('is played again from its log to the same end', () => {
    const run = toEnd(play(true))
    const again = openRun(COURSE)
    for (const { tick: moment, command } of logOf(run)) {
      while (again.world.tick < moment) tick(again)
      give(again, command)
    }
    expect(hash(toEnd(again))).toBe(hash(run))
  })

  it('reads of it what conditions ask', () => {
    const METRICS = [
      'api.up',
      'controllers.act',
      'etcd.healthy',
      'etcd.members',
      'etcd.living',
      'etcd.saved',
      'certificates.valid',
    ] as const
    const asked = (run: Run) => METRICS.map(metric => readerOf(run)(metric))
    const run = playing(3, 0, { certificatesEnd: 100 })
    expect(asked(run)).toEqual([1, 1, 1, 3, 3, 0, 1])
    order(run.world, { order: 'save-etcd' })
    expect(asked(lose(at(run, 20), 'm1'))).toEqual([1, 0, 0, 3, 2, 1, 1])
    expect(asked(at(run, 60))).toEqual([1, 1, 0, 3, 2, 1, 1])
    expect(asked(at(run, 110))).toEqual([0, 0, 0, 3, 2, 1, 0])
    expect(asked(aRun())).toEqual([1, 1, 1, 0, 0, 0, 1])
  })
})
