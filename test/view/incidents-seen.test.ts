/** What threw a rider, how far a blow reaches, where a server is on its way to, and what is done with a disk. */

import { describe, expect, it } from 'vitest'
import type { Run } from '../../src/rules/run'
import { obey } from '../../src/sim/orders/orders'
import { NO_MARKS } from '../../src/view/aim'
import { BAILS, slamsOf } from '../../src/view/incident-view'
import { layoutOf } from '../../src/view/layouts'
import { flat } from '../../src/view/plate-tree'
import type { RiderView } from '../../src/view/rider-view'
import { seePark } from '../../src/view/see-park'
import { at, told } from '../given'
import { crash, INCIDENTS, type Incident, machineOf, riding, strike } from '../incidents'

const see = (run: Run) => seePark(run, NO_MARKS)
const riders = (run: Run) => see(run).lanes.flatMap(lane => lane.riders)
const rider = (run: Run, name: string) => riders(run).find(each => each.name === name && !each.leaving) as RiderView
const later = (run: Run, seconds: number) => at(run, run.world.tick + seconds)

describe('A rider is thrown by', () => {
  const cases: readonly (readonly [Incident, string, string, string | undefined])[] = [
    ['riding', 'wiki', 'riding', undefined],
    ['crashed', 'wiki', 'bailed', 'crash'],
    ['crashLoop', 'wiki', 'bailed', 'crash'],
    ['slamInBoxes', 'orders', 'bailed', 'host'],
    ['off', 'orders', 'bailed', 'host'],
    ['slam', 'shop', 'riding', undefined],
    ['splitVm', 'orders', 'riding', 'split'],
    ['splitPods', 'orders', 'riding', 'split'],
    ['noComply', 'shop', 'riding', 'budget'],
    ['heldDrain', 'shop', 'riding', 'budget'],
    ['hung', 'cron', 'hung', 'hang'],
    ['multiAttach', 'orders', 'bailed', 'hang'],
  ]
  it.each(cases)('%s: %s is %s, and it was: %s', (incident, name, state, bail) => {
    expect(rider(INCIDENTS[incident](), name)).toMatchObject({ state, bail })
  })

  it('a disk that died, until its process runs again', () => {
    const run = riding()
    const volume = run.world.workloads.findIndex(({ spec }) => spec.name === 'orders')
    loseDisk(run, volume)
    expect(rider(run, 'orders').bail).toBe('disk')
    expect(rider(later(run, 120), 'orders')).toMatchObject({ state: 'riding', bail: undefined })
  })

  it('a crash for as long as nothing of it runs, and gets up by itself', () => {
    const run = crash(riding(), 'wiki')
    expect(rider(run, 'wiki').bail).toBe('crash')
    expect(rider(later(run, 60), 'wiki')).toMatchObject({ state: 'riding', bail: undefined })
  })

  it('no crash where its host did die and has booted again: it starts, and is in the air until it rides', () => {
    const run = INCIDENTS.off()
    told(run, 'UNDO', 'rider/orders')
    const seen = Array.from({ length: 50 }, () => rider(later(run, 4), 'orders'))
    expect(new Set(seen.map(({ state, bail }) => bail ?? state))).toEqual(new Set(['air', 'riding']))
  })

  it('a kernel that panicked, which is called so: its host lives', () => {
    const run = riding()
    const panics = obey(
      run.world,
      { order: 'kernel-panic', host: serverOf(run, 'orders') },
      { by: 'scenario', id: 'test' },
    )
    if (panics.kind === 'done') run.play.told.push(...panics.happenings)
    expect(rider(later(run, 2), 'orders')).toMatchObject({ state: 'bailed', bail: 'host', panicked: true })
    expect(rider(INCIDENTS.slamInBoxes(), 'orders').panicked).toBeUndefined()
  })

  it('one crash of several not at all: the others serve', () =>
    expect(rider(crash(riding(), 'shop'), 'shop')).toMatchObject({ state: 'riding', bail: undefined }))

  it('a budget for three seconds of play, when it was asked once', () => {
    const run = INCIDENTS.noComply()
    expect(rider(later(run, 100), 'shop').bail).toBeUndefined()
  })

  it('a budget no longer than it holds: one more pod, and one may go', () => {
    const run = INCIDENTS.noComply()
    told(run, 'SCALE', 'rider/shop')
    expect(rider(later(run, 60), 'shop')).toMatchObject({ replicas: { ready: 4 }, bail: undefined })
  })
})

function serverOf(run: Run, name: string) {
  const workload = run.world.workloads.find(({ spec }) => spec.name === name)
  return { kind: 'server', id: run.world.units[workload?.units[0] ?? -1]?.on.id ?? -1 } as const
}

function loseDisk(run: Run, workload: number) {
  const answer = obeyed(run, workload)
  run.play.told.push(...answer)
  later(run, 1)
}

function obeyed(run: Run, workload: number) {
  const answer = obey(run.world, { order: 'lose-disk', workload }, { by: 'scenario', id: 'test' })
  if (answer.kind !== 'done') throw new Error(answer.why)
  return answer.happenings
}

describe('The blast radius', () => {
  it('is the machine and all that stands on it, from the ground up', () => {
    const { slam } = see(INCIDENTS.slamInBoxes())
    expect(slam).toMatchObject({
      how: 'down',
      lane: 'boxes',
      plates: ['machine/h1', 'hypervisor/h1', 'server/orders'],
      riders: ['orders'],
      replicas: 1,
    })
  })

  it('of a host that is cut off says that it lives', () =>
    expect(see(INCIDENTS.cutOff()).slam).toMatchObject({ how: 'cutOff', plates: ['machine/b1', 'node/b1'] }))

  it('is shown for four seconds of play', () => {
    const run = strike(riding(), 'bring-down', 0, 119)
    expect(see(run).slam?.done).toBeGreaterThan(900_000)
    expect(see(later(run, 1)).slam).toBeUndefined()
  })

  it('is over when the host is back', () => expect(see(strike(INCIDENTS.slam(), 'bring-up', 0)).slam).toBeUndefined())

  it('of several that fall in one second is shown of each', () => {
    const run = riding()
    const [first, second] = [0, 1].map(machine =>
      obey(run.world, { order: 'bring-down', host: { kind: 'machine', id: machine } }, { by: 'scenario', id: 'test' }),
    )
    for (const answer of [first, second]) if (answer?.kind === 'done') run.play.told.push(...answer.happenings)
    const { slam } = see(later(run, 5))
    expect(slamsOf(slam).map(({ plates: [lowest] }) => lowest)).toEqual(['machine/b1', 'machine/b2'])
    expect(slamsOf(see(strike(run, 'bring-down', 2, 1)).slam).map(({ plates: [lowest] }) => lowest)).toEqual([
      'machine/b3',
    ])
  })

  it('names each rider once, and counts its replicas', () => {
    const run = riding()
    const { slam } = see(strike(run, 'bring-down', machineOf(run, 'wiki'), 1))
    expect(slam?.riders).toEqual(['shop', 'wiki'])
    expect(slam?.replicas).toBe(2)
  })
})

describe('A live migration', () => {
  const arriving = (run: Run) => flat(see(run).lanes.flatMap(({ plates }) => plates)).find(p => p.state === 'arriving')

  it('fills a box on the other host for as long as it lasts, and the server serves where it was', () => {
    const run = INCIDENTS.migrating()
    let before = -1
    while (arriving(run)) {
      const done = arriving(run)?.done ?? 0
      expect(done).toBeGreaterThan(before)
      expect(rider(run, 'orders')).toMatchObject({ state: 'riding', plate: 'server/orders' })
      before = done
      later(run, 1)
    }
    expect(before).toBeGreaterThan(900_000)
    expect(run.world.servers[0]?.hypervisor).toBe(1)
  })

  it('has a place on every board, beside those who stand there', () => {
    const park = see(INCIDENTS.migrating())
    for (const [width, height] of [
      [480, 270],
      [270, 480],
    ] as const) {
      const { plates } = layoutOf(width, height, park).lanes.boxes
      const [there, cron] = [plates['server/orders→h2'], plates['server/cron']]
      expect(there && cron && there.x >= cron.x + cron.width).toBe(true)
    }
  })
})

describe('A backpack', () => {
  const pack = (run: Run) => rider(run, 'orders').pack

  it('is carried by who keeps data, and by nobody else', () => {
    expect(riders(riding()).map(({ name, pack: has }) => [name, has?.disk])).toEqual([
      ['shop', undefined],
      ['wiki', undefined],
      ['orders', 'network'],
      ['cron', undefined],
    ])
  })

  it('shows a copy to the other kind of disk, and how far it is', () => {
    const run = INCIDENTS.copying()
    let before = 0
    while (pack(run)?.state === 'copying') {
      expect(pack(run)?.done).toBeGreaterThanOrEqual(before)
      before = pack(run)?.done ?? 0
      later(run, 1)
    }
    expect(before).toBeGreaterThan(950_000)
    expect(pack(later(run, 60))).toMatchObject({ disk: 'local', state: 'steady' })
  })

  it('is set back, and is nobody’s meanwhile', () => {
    const run = riding()
    told(run, 'SAVE', 'volume/orders')
    later(run, 140)
    told(run, 'UNDO', 'volume/orders')
    expect(pack(run)?.state).toBe('restoring')
    expect(pack(later(run, 90))?.state).toBe('steady')
  })

  it('is two while two copies write on it', () => expect(pack(INCIDENTS.splitVm())?.state).toBe('split'))
})

describe('A rider that changes lanes', () => {
  it('is seen in both: where it serves, and on its way', () => {
    const seen = riders(INCIDENTS.changing()).filter(({ name }) => name === 'wiki')
    expect(seen.map(({ state, leaving }) => [state, leaving])).toEqual([
      ['riding', true],
      ['air', false],
    ])
  })

  it('is seen once again when it has changed', () => {
    const run = INCIDENTS.changing()
    later(run, 200)
    expect(riders(run).filter(({ name }) => name === 'wiki')).toHaveLength(1)
  })
})

it('Every way of being thrown is in one of these cases', () => {
  const seen = new Set(Object.values(INCIDENTS).flatMap(of => riders(of()).map(({ bail }) => bail)))
  expect([...BAILS].filter(bail => bail !== 'disk' && !seen.has(bail))).toEqual([])
})

describe('Hands that are busy', () => {
  it('say with what, and for how long; what waits is in the order in which it will start', () => {
    const { hands, waiting } = see(INCIDENTS.busyHands()).meters
    expect(hands.map(({ verb, left }) => [verb, left])).toEqual([
      ['MOVE', 55],
      ['MOVE', 115],
    ])
    expect(waiting.map(({ verb, line }) => [verb, line.from])).toEqual([
      ['SCALE', 'system'],
      ['SAVE', 'system'],
    ])
  })
})
