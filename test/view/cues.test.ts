import { describe, expect, it } from 'vitest'
import { type Command, LANES } from '../../src/model/command'
import { type Happening, REASONS, type Reason } from '../../src/model/happening'
import { refer } from '../../src/model/refs'
import { byRules, type Given, NEVER } from '../../src/rules/play'
import { CUES } from '../../src/view/cues'
import { heardOf } from '../../src/view/hearing'
import { aRun, aWorld, cutOver, inBoxes, pass, when } from '../given'

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

const heardOf = (...reasons: Reason[]) => cuesOf(reasons.map(aHappening), [])

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
    ['a pod has no place', 'FailedScheduling', 'refused'],
    ['a server has none', 'NoValidHost', 'refused'],
    ['half of the budget is gone', 'BudgetHalf', 'budgetHalf'],
    ['little of it is left', 'BudgetLow', 'budgetLow'],
  ] as const

  it.each(cases)('%s', (_, reason, cue) => expect(heardOf(reason)).toEqual([cue]))
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
    expect(LANES.map(lane => cuesOf([], [aGiven({ lane })]))).toEqual([['routeBowl'], ['routeBoxes'], ['routeSlab']]))

  const cases = [
    ['which trick it was', aGiven({ verb: 'SCALE' }), ['scale']],
    ['that it was refused', aGiven({ verb: 'SCALE' }, 'refused'), ['refused']],
    ['nothing while it waits for a hand', aGiven({ lane: 'slab' }, 'waiting'), []],
    ['nothing if the level gave it', aGiven({ verb: 'SCALE', by: 'scenario' }), []],
    ['nothing of LAND but what comes of it', aGiven({ verb: 'LAND' }), []],
  ] as const
  it.each(cases)('%s', (_, given, cues) => expect(cuesOf([], [given])).toEqual(cues))
})

describe('Of much at once one hears', () => {
  it('the most important first, and no more than three', () =>
    expect(cuesOf([...REASONS].map(aHappening), [aGiven({ lane: 'bowl' })])).toEqual(['slam', 'failing', 'budgetLow']))

  it('each once', () => expect(heardOf('Serving', 'RiderLanded', 'RiderLanded')).toEqual(['land', 'serving']))

  it('nothing, if nothing is told', () => expect(cuesOf([], [])).toEqual([]))

  it('the same whatever came first', () =>
    expect(heardOf('RiderUp', 'HostDown')).toEqual(heardOf('HostDown', 'RiderUp')))
})

it('No cue is named twice', () => expect(new Set(CUES).size).toBe(CUES.length))
