/** How trouble is drawn: what it is can be told with reduced motion too, and nothing flashes more than three times a second. */

import { describe, expect, it } from 'vitest'
import type { Target } from '../../src/model/command'
import { ATLAS, frameOf } from '../../src/scenes/atlas'
import { fallOf } from '../../src/scenes/bails'
import { Figures } from '../../src/scenes/figures'
import { lightPlate } from '../../src/scenes/lights'
import { putMigrations } from '../../src/scenes/migrations'
import { leapt, type Moment, momentOf } from '../../src/scenes/moment'
import { putPack } from '../../src/scenes/packs'
import { PipFlights } from '../../src/scenes/pip-flights'
import { standingPlates } from '../../src/scenes/plates'
import { putRiders } from '../../src/scenes/riders'
import { putSlam } from '../../src/scenes/slams'
import type { Stamps } from '../../src/scenes/stamps'
import { markedOn, NO_MARKS } from '../../src/view/aim'
import { BAILS, type PackView } from '../../src/view/incident-view'
import { layoutOf } from '../../src/view/layouts'
import { ROLES } from '../../src/view/palette'
import type { ParkView } from '../../src/view/park-view'
import { PIP_LOOKS } from '../../src/view/pips'
import { flat } from '../../src/view/plate-tree'
import { seePark } from '../../src/view/see-park'
import { SIGN_LOOKS } from '../../src/view/signs'
import { INCIDENTS, type Incident } from '../incidents'
import { aBoard } from './put-down'

const seen = new Map<Incident, ParkView>()
const view = (incident: Incident): ParkView => {
  const known = seen.get(incident) ?? seePark(INCIDENTS[incident](), NO_MARKS)
  seen.set(incident, known)
  return known
}
const moment = (park: ParkView, now: number, calm = false) => momentOf(park, 0, now, calm, { patterned: false })

/** Everything that moves, as the scene puts it down. */
function putAll(park: ParkView) {
  const layout = layoutOf(640, 360, park)
  const [figures, flights] = [new Figures(), new PipFlights()]
  return (stamps: Stamps, now: Moment) => {
    figures.begin()
    flights.begin()
    for (const lane of park.lanes) {
      const plates = standingPlates(layout.lanes[lane.lane], lane)
      for (const standing of plates) lightPlate(stamps, layout.lanes[lane.lane], lane, standing, flights, now)
      putRiders(stamps, layout.lanes[lane.lane], lane, figures, now)
      putMigrations(stamps, lane, plates, now)
    }
    flights.end(stamps, now)
    if (park.slam) putSlam(stamps, layout, park.slam, now)
    figures.end()
  }
}

describe('Between two pictures', () => {
  it.each([
    ['a run goes on', 100, 101, false],
    ['it goes on eight times as fast, and stutters', 100, 150, false],
    ['another begins', 1_800, 0, true],
    ['it is wound back', 500, 470, true],
    ['it is wound on', 500, 800, true],
  ] as const)('%s: tick %i to %i', (_, before, tick, is) => expect(leapt(before, { tick, timeScale: 30 })).toBe(is))
})

describe('A mark shows whose pip is whose:', () => {
  const SUN = `dot:${ROLES.sun.slice(1).toLowerCase()}`
  const put = (target: Target | undefined) => {
    const run = INCIDENTS.riding()
    const park = seePark(run, target ? markedOn(run, NO_MARKS, target) : NO_MARKS)
    const drawn = aBoard()(stamps => putAll(park)(stamps, moment(park, 1_000, true)))
    return { park, suns: drawn.filter(({ name }) => name === SUN) }
  }

  it('of a marked rider every pip has a frame, whatever plate it is on', () => {
    const none = put(undefined).suns.length
    const { park, suns } = put('rider/shop')
    const pips = park.lanes.flatMap(lane => flat(lane.plates)).flatMap(plate => plate.pips)
    const own = pips.filter(({ rider }) => rider === 'rider/shop').length
    const lone = put('rider/wiki').suns.length
    expect(own).toBe(3)
    expect(suns.length - none).toBe(lone - none + 2) // wiki has one pod, shop three
  })

  it('of a marked plate whoever has a pip there has the corners of one', () => {
    const withCorners = (target: Target) => {
      const { park, suns } = put(target)
      const layout = layoutOf(640, 360, park).lanes.bowl
      return Object.entries(layout.riders)
        .filter(([, { x, y }]) => suns.some(sun => sun.x === x - 1 && sun.y === y - 1))
        .map(([name]) => name)
    }
    const run = INCIDENTS.riding()
    for (const node of run.world.nodes) {
      const names = node.pods.map(id => run.world.workloads[run.world.pods[id]?.workload ?? -1]?.spec.name)
      expect(withCorners(`node/${node.name}`).sort()).toEqual([...new Set(names)].sort())
    }
  })
})

describe('Each way of being thrown', () => {
  const park = view('riding')

  it('comes to rest in a pose of its own', () => {
    const rests = BAILS.map(bail => fallOf(bail, 5_000, moment(park, 5_000, true)).pose)
    expect(new Set(rests).size).toBe(BAILS.length)
  })

  it('moves to get there, and with reduced motion is simply so', () => {
    for (const bail of BAILS) {
      const poses = (calm: boolean) =>
        new Set(
          Array.from({ length: 40 }, (_, at) => {
            const { pose, dx, dy } = fallOf(bail, at * 25, moment(park, at * 25, calm))
            return `${pose} ${dx} ${Math.round(dy)}`
          }),
        ).size
      expect(poses(true)).toBe(1)
      expect(poses(false)).toBeGreaterThan(1)
    }
  })

  it('has a picture for every pose, a sign for every cause, a picture for every pip', () => {
    for (const look of ['ghost-0', 'anchor-0', 'bolt-0', 'packer-0']) {
      for (let at = 0; at < 1_500; at += 50) {
        for (const bail of BAILS) expect(frameOf(`rider/${look}/${fallOf(bail, at, moment(park, at)).pose}`).w).toBe(16)
      }
    }
    for (const bail of BAILS) expect(SIGN_LOOKS).toHaveProperty([`bail-${bail}`])
    for (const name of Object.keys(SIGN_LOOKS)) expect(frameOf(`sign/${name}`).w).toBeGreaterThan(0)
    for (const name of Object.keys(PIP_LOOKS)) expect(frameOf(name).w).toBe(5)
  })

  const cases = [
    ['crashed', 'sign/bail-crash'],
    ['slamInBoxes', 'sign/bail-host'],
    ['splitVm', 'sign/bail-split'],
    ['noComply', 'sign/bail-budget'],
    ['hung', 'sign/bail-hang'],
  ] as const
  it.each(cases)('%s is signed %s, moving or still', (incident, sign) => {
    for (const calm of [true, false]) {
      const park = view(incident)
      const draw = putAll(park)
      const drawn = aBoard()(stamps => draw(stamps, moment(park, 9_000, calm)))
      expect(drawn.map(({ name }) => name)).toContain(sign)
    }
  })
})

describe('With reduced motion', () => {
  const incidents = ['slam', 'paused', 'migrating', 'copying', 'splitPods', 'crashed', 'noComply'] as const
  it.each(incidents)('%s stands still: what changes only blinks', incident => {
    const park = view(incident)
    const [draw, board] = [putAll(park), aBoard()]
    const places = (now: number) =>
      board(stamps => draw(stamps, moment(park, now, true))).map(({ name, x, y }) => `${name} ${x} ${y}`)
    const first = new Set([...places(0), ...places(250)])
    for (let now = 0; now < 4_000; now += 125) {
      expect(places(now).filter(place => !first.has(place))).toEqual([])
    }
  })
})

describe('Nothing flashes more than three times a second', () => {
  const ALARM = 'dot:ff0044'
  const flashing = (name: string) =>
    name === ALARM || name === 'pip/dead' || name === 'pip/stray' || name === 'sign/cut'

  it.each(['slam', 'slamInBoxes', 'paused', 'splitPods', 'splitVm', 'cutOff'] as const)('%s', incident => {
    const park = view(incident)
    const [draw, board] = [putAll(park), aBoard()]
    const lit = new Map<string, number[]>()
    const frames = Array.from({ length: 180 }, (_, at) => Math.round((at * 1_000) / 60))
    for (const now of frames) {
      for (const { name, x, y } of board(stamps => draw(stamps, moment(park, now)))) {
        const place = `${name} ${x} ${y}`
        if (flashing(name)) lit.set(place, [...(lit.get(place) ?? []), now])
      }
    }
    const starts = [...lit.values()].map(at => at.filter((now, i) => now - (at[i - 1] ?? -1e9) > 20).length)
    expect(Math.max(0, ...starts)).toBeLessThanOrEqual(9) // in three seconds
    expect(lit.size).toBeGreaterThan(0)
  })
})

describe('The blast radius', () => {
  const frames = (incident: Incident, calm: boolean) => {
    const park = view(incident)
    const layout = layoutOf(640, 360, park)
    return aBoard()(stamps => park.slam && putSlam(stamps, layout, park.slam, moment(park, 0, calm)))
  }

  it('frames every plate of the stack, also with reduced motion', () => {
    const park = view('slamInBoxes')
    const { plates } = layoutOf(640, 360, park).lanes.boxes
    for (const name of park.slam?.plates ?? []) {
      const { x, y } = plates[name] as { x: number; y: number }
      expect(frames('slamInBoxes', true)).toContainEqual({ name: 'dot:ff0044', sheet: ATLAS, x, y, alpha: 1 })
    }
  })

  it('sends a wave only where things may move', () => {
    const white = (calm: boolean) => frames('slam', calm).filter(({ name }) => name === 'dot:ffffff').length
    expect(white(false)).toBeGreaterThan(0)
    expect(white(true)).toBe(0)
  })
})

describe('A live migration', () => {
  it('shows the rider, its twin on the way as far as it is, and its place there', () => {
    const park = view('migrating')
    const boxes = park.lanes[1] as ParkView['lanes'][number]
    const layout = layoutOf(640, 360, park).lanes.boxes
    const twinAt = (done: number) => {
      const plates = standingPlates(layout, boxes).map(({ plate, rect }) => ({
        rect,
        plate: plate.state === 'arriving' ? { ...plate, done } : plate,
      }))
      const drawn = aBoard()(stamps => putMigrations(stamps, boxes, plates, moment(park, 0, true)))
      return drawn.filter(({ name }) => name.startsWith('rider/')).map(({ x }) => x)
    }
    const [there, start] = twinAt(0)
    expect((there as number) - (start as number)).toBeGreaterThan(100)
    expect(twinAt(1_000_000)).toEqual([there, there])
    const half = twinAt(500_000)[1] as number
    expect(Math.abs(half - ((there as number) + (start as number)) / 2)).toBeLessThan(2)
  })
})

describe('A backpack', () => {
  const pack = (over: Partial<PackView>): PackView => ({
    target: 'volume/a',
    disk: 'network',
    state: 'steady',
    word: 'in-use',
    done: 0,
    marked: false,
    ...over,
  })
  const drawn = (over: Partial<PackView>, x = 100) =>
    aBoard()(stamps => putPack(stamps, pack(over), { x, y: 20 }, 0, moment(view('riding'), 0, true))).filter(
      ({ name }) => name.startsWith('sign/'),
    )

  it('looks like its disk', () => expect(drawn({ disk: 'local' }).map(({ name }) => name)).toEqual(['sign/pack-local']))

  it('being copied fills one of the other kind', () => {
    const [, half] = drawn({ state: 'copying', done: 500_000 })
    const [, more] = drawn({ state: 'copying', done: 900_000 })
    expect(half?.name).toBe('sign/pack-local')
    expect(more?.alpha).toBeGreaterThan(half?.alpha ?? 1)
  })

  it('is copied within its lane, whoever stands at its edge', () => {
    for (const { x } of drawn({ state: 'copying', done: 500_000 }, 6)) expect(x).toBeGreaterThanOrEqual(0)
  })

  it('is two where two write, and none where it is lost', () => {
    expect(drawn({ state: 'split' })).toHaveLength(2)
    expect(drawn({ state: 'lost' })).toHaveLength(0)
  })
})

describe('Pips that leave', () => {
  const park = view('riding')
  /** Frames of `keys`, each at its own place. */
  const show = (flights: PipFlights, keys: readonly string[], now: number, calm = false) => {
    const time = moment(park, now, calm)
    return aBoard()(stamps => {
      flights.begin()
      for (const [at, key] of keys.entries()) flights.height(key, 'pip/serving-well', at * 10, 50, time)
      flights.end(stamps, time)
    })
  }
  const THREE = ['a', 'b', 'c']

  it('go one by one, and are gone', () => {
    const flights = new PipFlights()
    show(flights, THREE, 0)
    show(flights, [], 16)
    const moving = (now: number) => show(flights, [], now).filter(({ y }) => y < 50).length
    expect(moving(100)).toBe(1)
    expect(moving(260)).toBe(2)
    expect(moving(420)).toBe(3)
    expect(show(flights, [], 2_000)).toEqual([])
  })

  it('are simply gone with reduced motion, and after the clock was set back', () => {
    const calm = new PipFlights()
    show(calm, THREE, 0, true)
    expect(show(calm, [], 16, true)).toEqual([])
    const wound = new PipFlights()
    show(wound, THREE, 90_000)
    show(wound, [], 90_016)
    expect(show(wound, [], 100)).toEqual([])
  })
})
