/** FLOW: what a runbook that was done twice by hand is automated with, and what that saves. */

import { describe, expect, it } from 'vitest'
import type { Target } from '../../src/model/command'
import type { ControlPlaneSpec } from '../../src/model/park'
import type { Era } from '../../src/model/units'
import { automation, flowOf } from '../../src/rules/flow'
import { readerOf } from '../../src/rules/reader'
import type { Run } from '../../src/rules/run'
import { commandLine } from '../../src/rules/runbook'
import { explain } from '../../src/sim/explain/explain'
import { NO_MARKS } from '../../src/view/aim'
import { seePark } from '../../src/view/see-park'
import { seeVerbs } from '../../src/view/see-verbs'
import { anArrival, aPark, aPlane, aRun, at, aWorkload, order, thePlane, told } from '../given'
import { WORDS } from '../words'

const PLANE = 'control-plane/k1'
const DISK = 'volume/web'

function calm(over: Partial<ControlPlaneSpec> = {}, era: Era = 'now', slo = 0): Run {
  const data = { sizeMiB: 100, copies: 'one' as const, disk: 'network' as const }
  const run = aRun({
    era,
    slo,
    lasts: 3_600,
    park: { ...aPark(), ...aPlane(3, 0, over) } as never,
    workloads: [aWorkload({ data })],
    arrivals: [anArrival('web', { due: 120 })],
  })
  told(run, 'ROUTE', 'rider/web', { lane: 'bowl' })
  return at(run, 700)
}

/** So often, with time between for a hand to come free. */
function saved(run: Run, target: Target, times: number): Run {
  for (let i = 0; i < times; i += 1) {
    told(run, 'SAVE', target)
    at(run, run.world.tick + 130)
  }
  return run
}

const save = (target: Target) => ({ verb: 'SAVE', target, by: 'player' }) as const
const lineOf = (run: Run, target: Target) => commandLine(run, save(target))

describe('The third time SAVE is the automation itself', () => {
  it.each([
    [
      PLANE,
      'now',
      /^kubectl create -f k1-snapshot.cronjob.yaml && ssh m1 sudo systemctl enable --now kubeadm-certs-renew.timer && /,
    ],
    [PLANE, '2017', /^kubectl create -f k1-snapshot.cronjob.yaml$/],
    [DISK, 'now', /^kubectl create -f web-backup.cronjob.yaml$/],
  ] as const)('of %s (%s)', (target, era, line) => {
    const run = saved(calm({}, era), target, 2)
    expect(lineOf(run, target)).toMatch(line)
    const before = flowOf(run)
    expect(told(run, 'SAVE', target).state).toBe('done')
    expect(before - flowOf(run)).toBe(600)
    expect(readerOf(run)('runbooks.automated')).toBe(1)
    expect(lineOf(run, target)).not.toMatch(/cronjob/)
  })

  it('costs a hand, is named for who listens, and has words', () => {
    const run = saved(calm(), PLANE, 2)
    const before = run.play.handTime
    const view = seeVerbs(run, { ...NO_MARKS, plate: PLANE, last: 'plate' }).find(({ verb }) => verb === 'SAVE')
    expect(view).toMatchObject({ caption: { key: 'does.SAVE.automate' }, short: { key: 'short.SAVE.automate' } })
    for (const key of ['does.SAVE.automate', 'short.SAVE.automate']) expect(WORDS).toHaveProperty([key])
    told(run, 'SAVE', PLANE)
    expect(run.play.handTime - before).toBe(60)
  })

  it.each([
    ['once by hand is not enough', (run: Run) => saved(run, PLANE, 1), save(PLANE)],
    ['another verb does not count', (run: Run) => saved(run, PLANE, 2), { ...save(PLANE), verb: 'UNDO' }],
    ['another target does not count', (run: Run) => saved(run, PLANE, 2), save(DISK)],
    ['without FLOW it is SAVE as ever', (run: Run) => spent(saved(run, PLANE, 2)), save(PLANE)],
    ['what is automated is not automated again', (run: Run) => saved(run, PLANE, 3), save(PLANE)],
  ] as const)('but %s', (_, before, command) => expect(automation(before(calm()), command)).toBeUndefined())

  const spent = (run: Run): Run => {
    run.play.automations = 9
    return run
  }
})

it('What has run out is renewed by hand, however often that was done before', () => {
  const run = saved(calm(), PLANE, 2)
  order(run.world, { order: 'let-days-pass', days: 365 })
  expect(lineOf(run, PLANE)).toMatch(/certs renew all/)
  expect(told(run, 'SAVE', PLANE).state).toBe('done')
  expect(lineOf(at(run, run.world.tick + 120), PLANE)).toMatch(/cronjob/)
})

it('What a timer renews is not asked of a hand', () => {
  const run = saved(calm(), PLANE, 3)
  order(run.world, { order: 'let-days-pass', days: 345 })
  expect(lineOf(run, PLANE)).toMatch(/snapshot save/)
})

describe('FLOW is calm time', () => {
  it('and shown where the level wants it, in minutes, with what an automation costs', () => {
    const run = at(aRun({ slo: 0, shows: ['flow'] }), 200)
    expect(seePark(run, NO_MARKS).meters).toMatchObject({ shown: ['flow'], flow: { minutes: 3, price: 10 } })
  })

  it('and nothing comes while requests are lost', () => {
    const run = calm({}, 'now', 500_000)
    const before = flowOf(run)
    expect(flowOf(at(run, 800)) - before).toBe(100)
    order(run.world, {
      order: 'bring-down',
      host: { kind: 'machine', id: run.world.nodes[run.world.pods[0]?.node ?? 0]?.on.id ?? 0 },
    })
    at(run, 803)
    const red = flowOf(run)
    expect(flowOf(at(run, 840))).toBe(red)
  })
})

describe('What was automated', () => {
  it('takes a snapshot of etcd every quarter of an hour, without a hand', () => {
    const run = saved(calm(), PLANE, 3)
    const { length } = thePlane(run.world).etcd.snapshots
    const { handTime } = run.play
    at(run, run.world.tick + 1_800)
    expect(thePlane(run.world).etcd.snapshots.length - length).toBe(2)
    expect(run.play.handTime).toBe(handTime)
    expect(explain(run.world, { kind: 'control-plane', id: 0 })).toContain(
      'cronjob.batch/k1-snapshot, kubeadm-certs-renew.timer',
    )
  })

  it('backs a disk up, so that what a lost disk costs is at most what was written since', () => {
    const run = saved(calm(), DISK, 3)
    const { length } = run.world.snapshots
    at(run, run.world.tick + 900)
    expect(run.world.snapshots.length).toBe(length + 1)
  })

  const year = { order: 'let-days-pass', days: 365 } as const
  const valid = (run: Run) => readerOf(run)('certificates.valid')

  it.each([
    ['left alone they run out when a year has passed', 'now', 0, [], 0],
    ['renewed by hand in that year they do not', 'now', 1, [340, 340], 1],
    ['nor where a timer sees to it', 'now', 3, [365, 365], 1],
    ['but kubeadm of 2017 has nothing that a timer could call', '2017', 3, [365], 0],
  ] as const)('renews certificates: %s', (_, era, saves, jumps, expected) => {
    const run = calm({}, era)
    if (saves === 3) saved(run, PLANE, 3)
    for (const days of jumps.length > 0 ? jumps : [365]) {
      order(run.world, { ...year, days })
      if (saves === 1) expect(lineOf(run, PLANE)).toMatch(/certs renew all/)
      if (saves === 1) saved(run, PLANE, 1)
    }
    expect(valid(run)).toBe(expected)
  })

  it('is not touched by an incident that would have let them run out', () => {
    const run = saved(calm({ certificatesEnd: 2_000 }), PLANE, 3)
    order(run.world, { order: 'expire-certificates' })
    expect([valid(run), valid(at(run, 2_100))]).toEqual([1, 1])
  })
})
