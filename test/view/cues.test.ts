import { describe, expect, it } from 'vitest'
import { type Command, LANES, type Lane } from '../../src/model/command'
import { type Happening, REASONS, type Reason } from '../../src/model/happening'
import { type Ref, refer } from '../../src/model/refs'
import { byRules, type Given, NEVER } from '../../src/rules/play'
import { CUES } from '../../src/view/cues'
import { heardOf } from '../../src/view/hearing'
import { aRun, aWorkload, aWorld, cutOver, inBoxes, onSlab, pass, when } from '../given'

/** Anything that is looked at in it is not there, and so in no lane. */
const RUN = aRun()

const aHappening = (reason: Reason): Happening => ({
  id: 0,
  tick: 0,
  type: 'Normal',
  reason,
  regarding: refer('workload', 0),
  note: '',
  cause: { by: 'scenario', id: 'web' },
})

const aGiven = (command: Partial<Command>, state: Given['state'] = 'done'): Given => ({
  id: 0,
  tick: 0,
  command: { verb: 'ROUTE', target: 'rider/web', by: 'player', ...command },
  line: '',
  state,
  doneAt: state === 'done' ? 0 : NEVER,
  after: 0,
  refusal: state === 'refused' ? byRules('refusal.none') : undefined,
})

const aRefusal = (text: string): Given => ({
  ...aGiven({ verb: 'SCALE' }, 'refused'),
  refusal: { by: 'system', text },
})

const cuesOf = (told: readonly Happening[], settled: readonly Given[]) =>
  heardOf(RUN, told, settled).map(({ cue }) => cue)
const heard = (...reasons: Reason[]) => cuesOf(reasons.map(aHappening), [])

describe('It is heard that', () => {
  const cases = [
    ['a rider is announced', 'RiderAnnounced', 'announced'],
    ['a rider is up', 'RiderUp', 'call'],
    ['a rider has landed', 'RiderLanded', 'land'],
    ['a machine is ordered', 'MachineDeploying', 'order'],
    ['it is active', 'MachineActive', 'active'],
    ['LAND would be clean now', 'UnitReady', 'ready'],
    ['users are served', 'Serving', 'serving'],
    ['they wait too long', 'Overloaded', 'strained'],
    ['nothing answers them', 'Failing', 'failing'],
    ['they have left', 'Abandoned', 'failing'],
    ['a host went down', 'HostDown', 'slam'],
    ['one is cut off, and lives', 'HostCutOff', 'cutOff'],
    ['a host is back', 'HostUp', 'hostBack'],
    ['it is heard again', 'HostReconnected', 'hostBack'],
    ['Kubernetes knows', 'NodeNotReady', 'lampOut'],
    ['nova knows', 'ComputeServiceDown', 'lampOut'],
    ['Kubernetes knows better', 'NodeReady', 'lampBack'],
    ['nova knows better', 'ComputeServiceUp', 'lampBack'],
    ['a process fell', 'UnitFailed', 'bailUnit'],
    ['a container fell', 'ContainerDied', 'bailContainer'],
    ['a disk is gone', 'DiskLost', 'bailDisk'],
    ['two copies write', 'TwoWriters', 'twoWriters'],
    ['writes are gone', 'WritesLost', 'writesLost'],
    ['a pod has no place', 'FailedScheduling', 'hangup'],
    ['a server has none', 'NoValidHost', 'hangup'],
    ['a disk cannot come', 'FailedAttachVolume', 'hangup'],
    ['healing is paused', 'EvictionsPaused', 'healingPaused'],
    ['a pod is swept off', 'Evicted', 'sweep'],
    ['a node is empty', 'Drained', 'drained'],
    ['a disk is attached', 'SuccessfulAttachVolume', 'attach'],
    ['it is let go', 'VolumeDetached', 'detach'],
    ['a snapshot is taken', 'SnapshotCreated', 'snapshot'],
    ['a disk is set back', 'VolumeRestored', 'restored'],
    ['a disk is copied', 'VolumeCopied', 'copied'],
    ['a VM moves', 'LiveMigrationStarted', 'migrating'],
    ['it has moved', 'LiveMigrationDone', 'migrated'],
    ['it could not', 'LiveMigrationAborted', 'migrationAborted'],
    ['a gate is closed', 'GateClosed', 'gateClosed'],
    ['it is open again', 'GateOpened', 'gateOpened'],
    ['half of the budget is gone', 'BudgetHalf', 'budgetHalf'],
    ['little of it is left', 'BudgetLow', 'budgetLow'],
  ] as const

  it.each(cases)('%s', (_, reason, cue) => expect(heard(reason)).toEqual([cue]))
})

describe('A cut-over', () => {
  const booted = () => {
    const world = aWorld()
    inBoxes(world)
    return world
  }

  it('of what is ready is a landing', () => {
    const world = booted()
    when(world, 'UnitReady')
    expect(cuesOf(cutOver(world), [])).toEqual(['land'])
  })

  it('of what is not is heard to be too early', () => {
    const world = booted()
    pass(world, 1)
    expect(cuesOf(cutOver(world), [])).toEqual(['early'])
  })
})

describe('Of a command one hears', () => {
  it('which lane it was', () =>
    expect(LANES.map(lane => cuesOf([], [aGiven({ lane })]))).toEqual([
      ['routeBowl'],
      ['routeRail'],
      ['routeBoxes'],
      ['routeSlab'],
    ]))

  const cases = [
    ['which trick it was', aGiven({ verb: 'SCALE' }), ['scale']],
    ['that it was refused', aGiven({ verb: 'SCALE' }, 'refused'), ['refused']],
    [
      'that a quota said no',
      aRefusal('Quota exceeded for cores: Requested 4, but already used 20 of 20 cores'),
      ['noComply'],
    ],
    [
      'that a budget said no',
      aRefusal("Cannot evict pod as it would violate the pod's disruption budget."),
      ['noComply'],
    ],
    ['that anything else did', aRefusal('No valid host was found. There are not enough hosts available.'), ['refused']],
    ['nothing while it waits for a hand', aGiven({ lane: 'slab' }, 'waiting'), []],
    ['nothing if the level gave it', aGiven({ verb: 'SCALE', by: 'scenario' }), []],
    ['nothing of LAND but what comes of it', aGiven({ verb: 'LAND' }), []],
  ] as const
  it.each(cases)('%s', (_, given, cues) => expect(cuesOf([], [given])).toEqual(cues))
})

describe('Of much at once one hears', () => {
  it('the most important first, and no more than three', () =>
    expect(cuesOf([...REASONS].map(aHappening), [aGiven({ lane: 'bowl' })])).toEqual([
      'twoWriters',
      'writesLost',
      'slam',
    ]))

  it('each once', () => expect(heard('BudgetLow', 'RiderLanded', 'RiderLanded')).toEqual(['budgetLow', 'land']))

  it('no routine beside what is news', () =>
    expect(heard('RiderAnnounced', 'SuccessfulAttachVolume', 'RiderUp')).toEqual(['call']))

  it('routine, if there is no other news', () => expect(heard('RiderAnnounced')).toEqual(['announced']))

  it('of a drain that is over not its last sweep', () => expect(heard('Evicted', 'Drained')).toEqual(['drained']))

  it('nothing, if nothing is told', () => expect(cuesOf([], [])).toEqual([]))

  it('the same whatever came first', () => expect(heard('RiderUp', 'HostDown')).toEqual(heard('HostDown', 'RiderUp')))
})

describe('One hears where', () => {
  const run = aRun({ workloads: [aWorkload(), aWorkload({ name: 'db' })] })
  const placed = (workload: number, lane: Lane) => {
    const rider = run.play.riders.find(each => each.workload === workload)
    if (rider) rider.lane = lane
  }
  const lanesOf = (reason: Reason, kind: Ref['kind'], id = 0) =>
    heardOf(run, [{ ...aHappening(reason), regarding: refer(kind, id) }], []).flatMap(({ lanes }) => lanes)
  const machine = (name: string) => run.world.machines.findIndex(each => each.name === name)

  it.each([
    ['b1', ['bowl']],
    ['h1', ['boxes']],
    ['s1', ['slab']],
  ] as const)('a machine went down: %s', (name, lanes) =>
    expect(lanesOf('HostDown', 'machine', machine(name))).toEqual(lanes),
  )

  it('Kubernetes knows of a node, and nova of a hypervisor', () => {
    expect(lanesOf('NodeNotReady', 'node')).toEqual(['bowl'])
    expect(lanesOf('ComputeServiceDown', 'hypervisor')).toEqual(['boxes'])
  })

  it('a process fell: by what it stands on', () => {
    inBoxes(run.world, 0)
    onSlab(run.world, 0)
    const units = run.world.units.map(({ id, on }) => [on.kind, lanesOf('UnitFailed', 'unit', id)])
    expect(units).toEqual([
      ['server', ['boxes']],
      ['machine', ['slab']],
    ])
  })

  it('users are not served: where their rider was put, and nowhere before', () => {
    expect(lanesOf('Failing', 'workload')).toEqual([])
    placed(0, 'slab')
    expect(lanesOf('Failing', 'workload')).toEqual(['slab'])
  })

  it('the same thing from two lanes at once', () => {
    const [inBowl, inBoxesToo] = [refer('pod', 0), refer('server', 0)]
    const told = [
      { ...aHappening('FailedScheduling'), regarding: inBowl },
      { ...aHappening('NoValidHost'), regarding: inBoxesToo },
    ]
    expect(heardOf(run, told, [])).toEqual([{ cue: 'hangup', lanes: ['bowl', 'boxes'] }])
  })

  it('a trick was done', () =>
    expect(heardOf(run, [], [aGiven({ verb: 'MOVE', target: 'node/b1' })])).toEqual([{ cue: 'move', lanes: ['bowl'] }]))

  it('but not twice: a note of ROUTE is its lane', () =>
    expect(heardOf(run, [], [aGiven({ lane: 'slab' })])).toEqual([{ cue: 'routeSlab', lanes: [] }]))

  it('and nothing of the budget, which is everybody’s', () => expect(lanesOf('BudgetHalf', 'workload')).toEqual([]))
})

it('No cue is named twice', () => expect(new Set(CUES).size).toBe(CUES.length))
