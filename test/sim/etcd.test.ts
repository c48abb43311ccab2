import { describe, expect, it } from 'vitest'
import type { Happening } from '../../src/model/happening'
import type { Era } from '../../src/model/units'
import type { World } from '../../src/model/world'
import { roll } from '../../src/sim/chance'
import { commit, hasQuorum, lives, membersOf, quorumOf, survivesOf, votersOf } from '../../src/sim/control-plane/etcd'
import { type Peer, refusesAdd, refusesRemove } from '../../src/sim/control-plane/etcd-reconfig'
import { memberId } from '../../src/sim/names'
import {
  aPlane,
  aWorld,
  bringDown,
  bringUp,
  inBowl,
  livePods,
  order,
  pass,
  reasons,
  refusalOf,
  theDeployment,
  theMachine,
  thePlane,
  when,
} from '../given'

const withPlane = (members: number, ready = 0, era: Era = 'now', over = {}) =>
  aWorld({ era, park: aPlane(members, ready, over) })
const lose = (world: World, many: number, from = 1) => {
  for (let i = 0; i < many; i += 1) bringDown(world, 'machine', `m${from + i}`)
}
const working = (world: World) => thePlane(world).working
const join = (world: World, name: string) => order(world, { order: 'join-member', machine: theMachine(world, name) })
const remove = (world: World, name: string) => order(world, removal(world, name))
const removal = (world: World, name: string) => {
  const member = thePlane(world).members.find(
    ({ machine, role }) => machine === theMachine(world, name) && role !== 'removed',
  )
  return { order: 'remove-member', member: member?.id ?? -1 } as const
}
const whyNotJoin = (world: World, name: string) =>
  refusalOf(world, { order: 'join-member', machine: theMachine(world, name) })

describe('A majority of the voters is', () => {
  it.each([
    [1, 1, 0],
    [2, 2, 0],
    [3, 2, 1],
    [4, 3, 1],
    [5, 3, 2],
    [6, 4, 2],
    [7, 4, 3],
  ])('of %i members %i, so that %i may fail', (members, quorum, survives) => {
    expect([quorumOf(members), survivesOf(members)]).toEqual([quorum, survives])
  })
})

describe('With so many members, and so many of them dead,', () => {
  const cases = [1, 2, 3, 4, 5, 6, 7].flatMap(members =>
    [0, 1, 2, 3, 4].filter(dead => dead <= members).map(dead => [members, dead, dead <= survivesOf(members)] as const),
  )

  it.each(cases)('%i members and %i dead: what is asked is done: %s', (members, dead, goesOn) => {
    const world = withPlane(members)
    lose(world, dead)
    pass(world, 5)
    expect([working(world).api, working(world).writes]).toEqual([goesOn, goesOn])
    expect(refusalOf(world, { order: 'create', workload: 0, node: undefined }) === undefined).toBe(goesOn)
  })

  it.each(cases.filter(([, , goesOn]) => !goesOn))(
    '%i members and %i dead: it goes on by itself when the machines are back',
    (members, dead) => {
      const world = withPlane(members)
      lose(world, dead)
      pass(world, 30)
      for (let i = 0; i < dead; i += 1) bringUp(world, `m${i + 1}`)
      pass(world, 5)
      expect([working(world).api, working(world).writes]).toEqual([true, true])
    },
  )
})

describe('When the leader dies', () => {
  it.each([1, 2, 3, 4, 5, 6, 7, 8])('another is elected within two election timeouts (seed %i)', seed => {
    const world = aWorld({ seed, park: aPlane(3) })
    lose(world, 1)
    expect(thePlane(world).etcd.leader).toBe(-1)
    expect(working(world)).toMatchObject({ api: true, writes: false })
    const elected = when(world, 'EtcdLeaderElected')
    expect(elected).toBeGreaterThanOrEqual(1)
    expect(elected).toBeLessThanOrEqual(2)
    expect(thePlane(world).etcd).toMatchObject({ term: 3, electionAt: -1 })
    expect([1, 2]).toContain(thePlane(world).etcd.leader)
  })

  it('and nobody else dies with it, one that does not lead is not missed', () => {
    const world = withPlane(3)
    lose(world, 1, 3)
    expect([thePlane(world).etcd.leader, working(world).writes]).toEqual([0, true])
  })

  it('it is told as those log it who are left', () => {
    const world = withPlane(3)
    const [m1, m2, m3] = thePlane(world).members.map(member => memberId(world, member))
    const said = (told: readonly Happening[]) =>
      told.filter(({ reason }) => reason === 'EtcdLeaderLost').map(h => h.note)
    expect(said(bringDown(world, 'machine', 'm1'))).toEqual([`raft.node: ${m2} lost leader ${m1} at term 2`])
    pass(world, 5)
    const [leads, other] = thePlane(world).etcd.leader === 1 ? [m2, 'm3'] : [m3, 'm2']
    expect(said(bringDown(world, 'machine', other as string))).toEqual([
      `${leads} stepped down to follower since quorum is not active`,
    ])
    const single = withPlane(1)
    expect(said(bringDown(single, 'machine', 'm1'))[0]).toMatch(/^etcd member [0-9a-f]{16} does not answer$/)
  })

  it('who wins is luck: over many seeds each of the others does', () => {
    const winners = Array.from({ length: 20 }, (_, seed) => {
      const world = aWorld({ seed, park: aPlane(3) })
      lose(world, 1)
      pass(world, 3)
      return thePlane(world).etcd.leader
    })
    expect(new Set(winners)).toEqual(new Set([1, 2]))
  })

  it('one that lacks a write is not elected, however impatient it is', () => {
    for (let seed = 0; seed < 20; seed += 1) {
      const world = aWorld({ seed, park: aPlane(3) })
      lose(world, 1, 3)
      inBowl(world)
      lose(world, 2)
      pass(world, 5)
      bringUp(world, 'm3')
      bringUp(world, 'm2')
      pass(world, 5)
      expect([seed, thePlane(world).etcd.leader]).toEqual([seed, 1])
      expect(theDeployment(world).replicas).toBe(1)
    }
  })

  it('a member that is cut off from the others is as good as dead', () => {
    const world = withPlane(3)
    order(world, { order: 'cut-off', host: { kind: 'machine', id: theMachine(world, 'm1') } })
    pass(world, 3)
    expect([1, 2]).toContain(thePlane(world).etcd.leader)
    order(world, { order: 'reconnect', host: { kind: 'machine', id: theMachine(world, 'm1') } })
    expect(lives(world, thePlane(world).members[0] as never)).toBe(true)
  })
})

const create = { order: 'create', workload: 0, node: undefined } as const

describe('A disk that writes slowly', () => {
  const slow = (world: World, member: number, by: number) => order(world, { order: 'slow-disk', member, by })
  const changes = (world: World, seconds: number) =>
    reasons(pass(world, seconds)).filter(reason => reason === 'EtcdLeaderElected').length

  it.each([100, 600])('by %i ms is waited for', by => {
    const world = withPlane(3)
    slow(world, 0, by)
    expect([changes(world, 300), thePlane(world).etcd.leader]).toEqual([0, 0])
  })

  it('by more than two heartbeats is warned of', () => {
    const world = withPlane(3)
    expect(reasons(slow(world, 0, 150))).toEqual([])
    expect(slow(world, 0, 250).map(({ note }) => note)).toEqual([
      'leader failed to send out heartbeat on time; took too long, leader is overloaded likely from slow disk',
    ])
  })

  it('by more than an election timeout costs the leader its place, once: another has a sound one', () => {
    const world = withPlane(3)
    slow(world, 0, 2_500)
    expect(changes(world, 300)).toBe(1)
    expect([1, 2]).toContain(thePlane(world).etcd.leader)
    expect(working(world).writes).toBe(true)
  })

  const writes = (world: World, seconds: number) =>
    Array.from({ length: seconds }, () => {
      pass(world, 1)
      return working(world).writes
    }).filter(each => each).length

  it('of every member by nearly an election timeout makes one leader after the other', () => {
    const world = withPlane(3)
    for (const member of [0, 1, 2]) slow(world, member, 900)
    expect(changes(world, 600)).toBeGreaterThan(8)
    const could = writes(world, 600)
    expect(could).toBeGreaterThan(200)
    expect(could).toBeLessThan(570)
  })

  it('of every member by two and a half seconds: votes come too late, nobody is ever elected', () => {
    const world = withPlane(3)
    for (const member of [0, 1, 2]) slow(world, member, 2_500)
    const told = pass(world, 300)
    expect(reasons(told).filter(reason => reason.startsWith('Etcd'))).toEqual(['EtcdLeaderLost', 'EtcdElectionInVain'])
    expect(working(world).writes).toBe(false)
    expect(refusalOf(world, create)).toBe('Error from server: etcdserver: request timed out')
  })

  it.each([
    [1, 'is waited for', true],
    [2, 'stops it: the leader does not hear a majority in time, and nobody is voted for in time', false],
  ])('of %i followers of three %s', (many, _, goesOn) => {
    const world = withPlane(3)
    for (let member = 1; member <= many; member += 1) slow(world, member, 2_500)
    pass(world, 60)
    expect(working(world).writes).toBe(goesOn)
  })

  it('of two followers of three costs the leader its place within two seconds', () => {
    const world = withPlane(3)
    for (const member of [1, 2]) slow(world, member, 2_500)
    expect(when(world, 'EtcdLeaderLost')).toBeLessThanOrEqual(2)
  })

  it.each([
    [6_900, true],
    [7_000, false],
  ])('of a single member by %i ms: a request is done in time: %s', (by, done) => {
    const world = withPlane(1)
    slow(world, 0, by)
    pass(world, 30)
    expect(working(world).writes).toBe(done)
    expect(refusalOf(world, create) === undefined).toBe(done)
  })

  it('of a single member costs nobody a place: nobody else waits for a heartbeat', () => {
    const world = withPlane(1)
    slow(world, 0, 2_500)
    expect([changes(world, 300), working(world).writes]).toEqual([0, true])
  })

  it('that is sound again is trusted again', () => {
    const world = withPlane(3)
    for (const member of [0, 1, 2]) slow(world, member, 2_500)
    pass(world, 100)
    for (const member of [0, 1, 2]) slow(world, member, 0)
    pass(world, 10)
    expect([changes(world, 300), working(world).writes]).toEqual([0, true])
  })
})

describe('The member list: etcd', () => {
  const alive: Peer = { voter: true, started: true, heardFor: 60 }
  const dead: Peer = { ...alive, heardFor: -1 }
  const fresh: Peer = { ...alive, heardFor: 4 }
  const unstarted: Peer = { voter: true, started: false, heardFor: -1 }
  const learner: Peer = { ...alive, voter: false }
  const UNHEALTHY = 'etcdserver: unhealthy cluster'
  const TOO_FEW = 'etcdserver: re-configuration failed due to not enough started members'

  const additions: readonly [string, readonly Peer[], string | undefined][] = [
    ['takes a second voter', [alive], undefined],
    ['takes a fourth voter', [alive, alive, alive], undefined],
    ['takes none while one of three is dead', [alive, alive, dead], UNHEALTHY],
    ['takes none while one of three has been back for four seconds', [alive, alive, fresh], UNHEALTHY],
    ['takes no third while the second has not started', [alive, unstarted], TOO_FEW],
    ['takes no fourth while the third has not started: the list has one at a time', [alive, alive, unstarted], TOO_FEW],
    ['takes a voter beside a learner', [alive, learner], undefined],
  ]
  it.each(additions)('%s', (_, peers, why) => expect(refusesAdd(peers, true, 5)).toBe(why))

  it('takes a learner where it takes no voter for want of started ones, but hears of the dead all the same', () => {
    expect(refusesAdd([alive, alive, alive, unstarted], false, 5)).toBe(UNHEALTHY)
    expect(refusesAdd([alive, alive, dead], false, 5)).toBe(UNHEALTHY)
    expect(refusesAdd([alive, alive, alive], false, 5)).toBe(undefined)
  })

  const removals: readonly [string, readonly Peer[], number, string | undefined][] = [
    ['lets one of three go', [alive, alive, alive], 2, undefined],
    ['lets the dead one of three go', [alive, alive, dead], 2, undefined],
    ['lets no living one of three go while another is dead', [alive, alive, dead], 1, UNHEALTHY],
    ['lets a living one of four go while another is dead', [alive, alive, alive, dead], 0, undefined],
    ['lets one of two go', [alive, alive], 1, undefined],
    ['lets the last one not go', [alive], 0, TOO_FEW],
    ['lets an unstarted one of two go', [alive, unstarted], 1, undefined],
    ['lets no started one of two go for an unstarted one', [alive, unstarted], 0, TOO_FEW],
    ['lets a learner go always', [alive, learner], 1, undefined],
  ]
  it.each(removals)('%s', (_, peers, which, why) => expect(refusesRemove(peers, which, 5)).toBe(why))
})

describe('A dead member of three is replaced', () => {
  const oneDead = () => {
    const world = withPlane(3, 1)
    lose(world, 1, 3)
    pass(world, 10)
    return world
  }

  it('by removing it first, then adding another', () => {
    const world = oneDead()
    remove(world, 'm3')
    expect(votersOf(thePlane(world))).toHaveLength(2)
    join(world, 'm4')
    expect(reasons(pass(world, 40))).toEqual(expect.arrayContaining(['EtcdMemberStarted', 'EtcdMemberPromoted']))
    lose(world, 1, 2)
    pass(world, 5)
    expect(working(world).writes).toBe(true)
  })

  it.each([
    [
      'now' as const,
      'error execution phase check-etcd: etcd cluster is not healthy: failed to dial endpoint https://m3:2379 with maintenance client: context deadline exceeded',
    ],
    ['2017' as const, 'Error: etcdserver: unhealthy cluster'],
  ])('never by adding first: in %s that is refused', (era, why) => {
    const world = withPlane(3, 1, era)
    lose(world, 1, 3)
    pass(world, 10)
    expect(whyNotJoin(world, 'm4')).toBe(why)
  })

  it('and its machine, when it is back, may join as a new member', () => {
    const world = oneDead()
    remove(world, 'm3')
    bringUp(world, 'm3')
    pass(world, 5)
    expect(hasQuorum(world, thePlane(world))).toBe(true)
    join(world, 'm3')
    pass(world, 40)
    expect(votersOf(thePlane(world)).map(({ machine }) => world.machines[machine]?.name)).toEqual(['m1', 'm2', 'm3'])
  })

  it('not at all while the majority is gone: there is nobody to agree', () => {
    const world = withPlane(3, 1)
    lose(world, 2, 2)
    pass(world, 10)
    expect(refusalOf(world, removal(world, 'm3'))).toBe('Error: context deadline exceeded')
  })
})

describe('From one to three passes through a fragile two', () => {
  it('now: a learner has no vote before it has caught up, so nothing stands still', () => {
    const world = withPlane(1, 2)
    join(world, 'm2')
    for (let i = 0; i < 29; i += 1) {
      pass(world, 1)
      expect([votersOf(thePlane(world)).length, working(world).writes]).toEqual([1, true])
    }
    pass(world, 2)
    expect(votersOf(thePlane(world))).toHaveLength(2)
  })

  it('2017: the second one votes before it has started, so nothing is written until it has', () => {
    const world = withPlane(1, 2, '2017')
    join(world, 'm2')
    pass(world, 20)
    expect(working(world)).toMatchObject({ api: false, writes: false })
    pass(world, 15)
    expect(working(world)).toMatchObject({ api: true, writes: true })
  })

  it.each([1, 2])('with two, the loss of m%i stops it, which with one of one only its own would', lost => {
    const world = withPlane(1, 2)
    join(world, 'm2')
    pass(world, 40)
    lose(world, 1, lost)
    pass(world, 10)
    expect(working(world).writes).toBe(false)
  })

  it.each([1, 2, 3])('with three, that of m%i does not', lost => {
    const world = withPlane(1, 2)
    join(world, 'm2')
    pass(world, 40)
    join(world, 'm3')
    pass(world, 40)
    lose(world, 1, lost)
    pass(world, 10)
    expect(working(world).writes).toBe(true)
  })

  it('a third cannot join before the second has its vote for five seconds', () => {
    const world = withPlane(1, 2)
    join(world, 'm2')
    pass(world, 33)
    expect(whyNotJoin(world, 'm3')).toBe('Error: etcdserver: unhealthy cluster')
    pass(world, 5)
    expect(whyNotJoin(world, 'm3')).toBe(undefined)
  })
})

describe('The second member is added while the first one’s disk is slow', () => {
  const added = (by: number, era: Era) => {
    const world = withPlane(1, 1, era)
    order(world, { order: 'slow-disk', member: 0, by })
    pass(world, 10)
    const alone = working(world).writes
    join(world, 'm2')
    const told = pass(world, 120)
    return { world, alone, told: reasons(told) }
  }

  it.each(['now', '2017'] as const)('(%s, by 400 ms): it is waited for, and two lead', era => {
    const { world, told } = added(400, era)
    expect([votersOf(thePlane(world)).length, working(world).writes]).toEqual([2, true])
    expect(told).not.toContain('EtcdElectionInVain')
  })

  it.each(['now', '2017'] as const)('(%s, by 2,500 ms): alone it wrote, with two nobody is elected', era => {
    const { world, alone, told } = added(2_500, era)
    expect([alone, votersOf(thePlane(world)).length, working(world).writes]).toEqual([true, 2, false])
    expect(told).toContain('EtcdElectionInVain')
    expect(refusalOf(world, removal(world, 'm2'))).toBe('Error: context deadline exceeded')
  })

  it.each([
    ['now', /^error execution phase preflight: couldn't validate the identity of the API Server/],
    ['2017', /^Error: context deadline exceeded$/],
  ] as const)('(%s): nor does a third get in while nobody leads', (era, why) => {
    const world = withPlane(1, 2, era)
    order(world, { order: 'slow-disk', member: 0, by: 2_500 })
    join(world, 'm2')
    pass(world, 120)
    expect(whyNotJoin(world, 'm3')).toMatch(why)
  })

  it('and goes on by itself when that disk is sound again', () => {
    const { world } = added(2_500, 'now')
    order(world, { order: 'slow-disk', member: 0, by: 0 })
    pass(world, 5)
    expect(working(world).writes).toBe(true)
  })
})

describe('A machine that dies while it joins', () => {
  it('goes on joining when it is back', () => {
    const world = withPlane(1, 1)
    join(world, 'm2')
    pass(world, 10)
    lose(world, 1, 2)
    pass(world, 60)
    expect(votersOf(thePlane(world))).toHaveLength(1)
    bringUp(world, 'm2')
    pass(world, 5)
    expect(votersOf(thePlane(world))).toHaveLength(2)
  })
})

describe('A machine that is cut off for a moment while it joins', () => {
  it('joins no sooner for it', () => {
    const world = withPlane(1, 1)
    join(world, 'm2')
    const host = { kind: 'machine', id: theMachine(world, 'm2') } as const
    order(world, { order: 'cut-off', host })
    pass(world, 5)
    order(world, { order: 'reconnect', host })
    expect(when(world, 'EtcdMemberStarted')).toBe(30)
  })
})

describe('The database', () => {
  const growing = (members: number) =>
    withPlane(members, 0, 'now', { databaseMiB: 2_000, liveMiB: 300, growthKiBPerSecond: 1_024 })
  const FULL = 'Error from server: etcdserver: mvcc: database space exceeded'

  it('raises NOSPACE at its quota of 2 GiB, to the second', () => expect(when(growing(3), 'EtcdAlarm')).toBe(48))

  it('then takes nothing but deletes', () => {
    const world = growing(3)
    inBowl(world)
    pass(world, 60)
    expect(working(world)).toMatchObject({ api: true, writes: false, 'kube-scheduler': false })
    expect(refusalOf(world, create)).toBe(FULL)
    expect(refusalOf(world, { order: 'scale', workload: 0, replicas: 2 })).toBe(FULL)
    expect(refusalOf(world, { order: 'delete-deployment', workload: 0 })).toBe(undefined)
  })

  it('takes writes again when each member has been defragmented, one after the other', () => {
    const world = growing(3)
    pass(world, 60)
    order(world, { order: 'defragment-etcd' })
    const told = pass(world, 100)
    const done = told.filter(({ reason }) => reason === 'EtcdDefragmented')
    expect(done.map(({ note }) => note)).toEqual(
      ['m2', 'm3', 'm1'].map(name => `Finished defragmenting etcd member[https://${name}:2379]`),
    )
    expect(done.map(({ tick }) => tick)).toEqual([81, 102, 123]) // 2048 MiB at 100 MiB a second each
    expect(working(world).writes).toBe(true)
    expect(refusalOf(world, create)).toBe(undefined)
  })

  it('of a single member answers nobody while it is defragmented', () => {
    const world = withPlane(1, 0, 'now', { databaseMiB: 1_000 })
    order(world, { order: 'defragment-etcd' })
    expect(working(world).api).toBe(false)
    pass(world, 11)
    expect(working(world).api).toBe(true)
  })

  it('does not fill up again from where it was, but from what is in use', () => {
    const world = growing(1)
    pass(world, 60)
    order(world, { order: 'defragment-etcd' })
    pass(world, 30)
    expect(thePlane(world).etcd.alarm).toBe(false)
    expect(when(world, 'EtcdAlarm')).toBeGreaterThan(1_700)
  })
})

describe('A snapshot', () => {
  const RESTORE = { order: 'restore-etcd' } as const
  const saved = (members: number) => {
    const world = withPlane(members, 0, 'now', { databaseMiB: 1_000 })
    inBowl(world)
    pass(world, 30)
    order(world, { order: 'save-etcd' })
    return world
  }

  it('takes as long as the file is large', () => expect(when(saved(3), 'EtcdSnapshotSaved')).toBe(40))

  it('is no good before it is whole', () => {
    const world = saved(3)
    pass(world, 9)
    expect(refusalOf(world, RESTORE)).toBe('Error: open k1-1.db: no such file or directory')
    pass(world, 1)
    expect(refusalOf(world, RESTORE)).toBe(undefined)
  })

  it('needs one member that lives, no majority', () => {
    const world = withPlane(3)
    lose(world, 2)
    expect(refusalOf(world, { order: 'save-etcd' })).toBe(undefined)
    lose(world, 1, 3)
    expect(refusalOf(world, { order: 'save-etcd' })).toBe('Error: context deadline exceeded')
  })

  it('brings back a cluster whose majority is lost for good, of those who live', () => {
    const world = saved(3)
    pass(world, 20)
    lose(world, 2)
    pass(world, 20)
    order(world, RESTORE)
    pass(world, 40) // 10 s to copy it, 20 s for the static pods, an election
    expect(working(world)).toMatchObject({ api: true, writes: true })
    expect(membersOf(thePlane(world)).map(({ machine }) => world.machines[machine]?.name)).toEqual(['m3'])
  })

  it('loses what was changed since: the second pod is stopped, what it knows serves on', () => {
    const world = saved(3)
    pass(world, 20)
    order(world, { order: 'scale', workload: 0, replicas: 3 })
    pass(world, 30)
    expect(livePods(world)).toHaveLength(3)
    const revision = thePlane(world).etcd.revision
    lose(world, 2)
    order(world, RESTORE)
    pass(world, 100)
    expect(theDeployment(world).replicas).toBe(1)
    expect(livePods(world).map(({ ordinal }) => ordinal)).toEqual([0])
    expect(thePlane(world).etcd.revision).toBeLessThan(revision)
  })

  it('does not know a pod that came in place of another: its kubelet stops it, and its controller makes one more', () => {
    const world = saved(1)
    pass(world, 20)
    order(world, { order: 'evict', pod: 0 })
    pass(world, 30)
    expect(livePods(world).map(({ ordinal }) => ordinal)).toEqual([1])
    order(world, RESTORE)
    pass(world, 100)
    expect(livePods(world).map(({ ordinal, ready }) => [ordinal, ready])).toEqual([[2, true]])
  })

  it('knows nothing of a Deployment that came later: its pods are stopped, and it may be created anew', () => {
    const world = aWorld({ park: aPlane(1), workloads: [{ name: 'old' }, { name: 'young' }] })
    inBowl(world, 0)
    pass(world, 30)
    order(world, { order: 'save-etcd' })
    pass(world, 5)
    inBowl(world, 1)
    pass(world, 30)
    order(world, RESTORE)
    pass(world, 60)
    expect(livePods(world).map(({ workload }) => workload)).toEqual([0])
    expect(refusalOf(world, { order: 'create', workload: 1, node: undefined })).toBe(undefined)
  })
})

describe('A law: what was committed survives while a majority does', () => {
  it.each(Array.from({ length: 30 }, (_, seed) => seed))(
    'whoever dies, comes back, joins or leaves (seed %i)',
    seed => {
      const world = aWorld({ seed, park: aPlane(1 + (seed % 5), 3) })
      const plane = thePlane(world)
      let committed = 0
      for (let move = 0; move < 120; move += 1) {
        const luck = (sides: number, of: number) => roll(seed, 'bot', { owner: move, ordinal: of }, 0, sides)
        const name = `m${1 + luck(plane.members.length + 3, 1)}`
        const machine = theMachine(world, name)
        const kind = luck(6, 2)
        if (kind === 0) bringDown(world, 'machine', machine < 0 ? 'm1' : name)
        if (kind === 1 || kind === 2) bringUp(world, machine < 0 ? 'm1' : name)
        if (kind === 3 && machine >= 0 && !whyNotJoin(world, name) && isFree(world, machine)) join(world, name)
        if (kind === 4 && !refusalOf(world, removal(world, name))) remove(world, name)
        pass(world, luck(9, 3))
        if (plane.working.writes) {
          commit(world, plane.cluster)
          committed += 1
          expect(plane.etcd.revision).toBe(committed)
        }
        if (plane.etcd.leader >= 0) expect(plane.members[plane.etcd.leader]?.revision).toBe(committed)
        const have = votersOf(plane).filter(({ revision }) => revision === committed).length
        if (committed > 0) expect(have).toBeGreaterThanOrEqual(1)
      }
      expect(committed).toBeGreaterThan(5)
    },
  )

  const isFree = (world: World, machine: number) =>
    !membersOf(thePlane(world)).some(member => member.machine === machine)
})
