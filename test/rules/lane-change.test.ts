/** ROUTE of a rider that rides with a disk: a copy, a cut-over, or the way back. */

import { describe, expect, it } from 'vitest'
import type { Lane } from '../../src/model/command'
import type { DiskKind } from '../../src/model/volume'
import { lanesOf } from '../../src/rules/lanes'
import { servesNow } from '../../src/rules/reader'
import type { Run } from '../../src/rules/run'
import { NO_MARKS } from '../../src/view/aim'
import { ui } from '../../src/view/phrase'
import { seePark } from '../../src/view/see-park'
import { aRun, at, aWorkload, bringDown, losses, reasons, theTraffic, theWorkload, told, whyNot } from '../given'

const GIB = 1_024

function riding(lane: Lane, disk: DiskKind = 'network', sizeMiB = 4 * GIB): Run {
  const data = { sizeMiB, copies: 'one', disk, writes: 1_000_000 } as const
  const run = aRun({ slo: 0, lasts: 3_600, workloads: [aWorkload({ data, readinessProbe: { periodSeconds: 2 } })] })
  told(run, 'ROUTE', 'rider/web', { lane })
  return at(run, 900)
}

const to = (run: Run, lane: Lane) => told(run, 'ROUTE', 'rider/web', { lane })
const rider = (run: Run) => run.play.riders[0] as Run['play']['riders'][number]
const until = (run: Run, holds: () => boolean) => {
  while (!holds() && run.world.tick < 3_500) at(run, run.world.tick + 1)
  return run
}
const ready = (run: Run) => until(run, () => run.world.units.some(unit => unit.ready && !unit.inService))
const LANES = lanesOf({ tenants: [] })
const WAYS = LANES.flatMap(from => LANES.filter(lane => lane !== from).map(lane => [from, lane] as const))

describe('A rider with a disk changes lanes', () => {
  it.each(WAYS)('from the %s to the %s, by itself in the end, without a request or a write lost', (from, lane) => {
    const run = riding(from)
    const { lost } = theTraffic(run.world)
    expect(whyNot(to(run, lane))).toBeUndefined()
    expect(rider(run)).toMatchObject({ lane, from })
    until(run, () => rider(run).from === undefined)
    at(run, run.world.tick + 30)
    expect(theTraffic(run.world)).toMatchObject({ lost, writesLost: 0, lostNow: 0 })
    expect(servesNow(run, rider(run))).toBe(1)
    expect(run.world.volumes.map(({ state }) => state)).toEqual(['deleted', 'in-use'])
  })

  it('LAND before its disk is copied is refused in the words of pg_ctl, and nothing changes', () => {
    const run = riding('bowl')
    to(run, 'boxes')
    at(run, run.world.tick + 60)
    const given = told(run, 'LAND', 'rider/web')
    expect(whyNot(given)).toMatch(/^pg_ctl: PID file .* does not exist\. Is server running\?$/)
    expect(rider(run)).toMatchObject({ lane: 'boxes', from: 'bowl' })
    expect(theWorkload(run.world).endpoints).toHaveLength(1)
  })
})

describe('LAND of a rider with a disk', () => {
  const standing = () => {
    const run = riding('bowl')
    to(run, 'boxes')
    return ready(run)
  }

  it('stops the old one, and then the new one writes: in the same second, with every write', () => {
    const run = standing()
    const written = run.world.volumes[0]?.written
    expect(told(run, 'LAND', 'rider/web').state).toBe('done')
    expect(run.world.volumes[1]).toMatchObject({ written, copy: undefined })
    expect(theWorkload(run.world)).toMatchObject({ volume: 1, standby: -1, endpoints: [] })
    expect(rider(run).from).toBeUndefined()
  })

  it('prints what would be typed: stop, promote, join; then the old place goes', () => {
    expect(told(standing(), 'LAND', 'rider/web').line).toBe(
      'kubectl delete -f web.yaml && ssh web sudo -u postgres pg_ctl promote -D /srv/web-data && openstack loadbalancer member create --address 192.0.2.10 --protocol-port 5432 web',
    )
  })

  it('from a VM, whose own disk is deleted once that is gone, with its snapshots', () => {
    const run = riding('boxes')
    to(run, 'slab')
    expect(told(ready(run), 'LAND', 'rider/web').line).toBe(
      'ssh web sudo systemctl stop web && ssh s1 sudo -u postgres pg_ctl promote -D /srv/web-data && openstack loadbalancer member create --address 192.0.2.11 --protocol-port 5432 web && openstack server delete --wait web && openstack volume delete --purge web-data',
    )
  })
})

describe('A machine is not deleted: its network disk is unmounted and detached', () => {
  const RELEASED = 'ssh s1 sudo umount /srv/web-data && ssh s1 sudo cinder local-detach '

  it('before it is deleted', () => {
    const run = riding('slab')
    to(run, 'boxes')
    const { line } = told(ready(run), 'LAND', 'rider/web')
    expect(line.endsWith(` && ${RELEASED}web-data && openstack volume delete --purge web-data`)).toBe(true)
  })

  it('on the way back too', () => {
    const run = riding('bowl')
    to(run, 'slab')
    expect(to(ready(run), 'bowl').line).toBe(
      `ssh s1 sudo systemctl disable --now web && ${RELEASED}web-data-2 && openstack volume delete --purge web-data-2`,
    )
  })
})

describe('ROUTE of a rider with a disk prints its copy', () => {
  const IN_POD = 'pg_basebackup -h web.example -D /var/lib/postgresql/data -X stream -R'
  /** Where the disk is, and not before it is there. */
  const copied = (host: string) =>
    `until ssh ${host} mountpoint -q /srv/web-data; do sleep 1; done && ssh ${host} sudo -u postgres pg_basebackup -h web.example -D /srv/web-data -X stream -R && ssh ${host} sudo systemctl enable --now web`
  const cases: readonly [string, Lane, Lane, DiskKind, string][] = [
    [
      'into the bowl in an init container',
      'boxes',
      'bowl',
      'local',
      `kubectl apply -f web.yaml  # initContainers: ${IN_POD}`,
    ],
    [
      'into a VM, over ssh',
      'bowl',
      'boxes',
      'local',
      `openstack server create --flavor m1 --image web --user-data standby.yaml web && ${copied('web')}`,
    ],
    [
      'into a VM, to a volume of its own',
      'bowl',
      'boxes',
      'network',
      `openstack volume create --size 4 --type ceph-rbd web-data-2 && openstack server create --flavor m1 --image web --user-data standby.yaml --wait web && openstack server add volume web web-data-2 && ${copied('web')}`,
    ],
  ]
  it.each(cases)('%s', (_, from, lane, disk, line) => expect(to(riding(from, disk), lane).line).toBe(line))

  it('onto a machine, to a volume of its own that is attached first', () => {
    const { line } = to(riding('bowl'), 'slab')
    expect(line).toMatch(
      /^openstack volume create --size 4 --type ceph-rbd web-data-2 && openstack baremetal node set s1 /,
    )
    expect(line.endsWith(` --wait && ssh s1 sudo cinder local-attach web-data-2 && ${copied('s1')}`)).toBe(true)
  })

  it('onto a machine that is deployed already, once the volume is there', () => {
    const run = riding('bowl')
    for (const machine of run.world.machines) if (machine.name === 's1') machine.state = 'active'
    expect(to(run, 'slab').line).toBe(
      `openstack volume create --size 4 --type ceph-rbd web-data-2 && until openstack volume show web-data-2 -f value -c status | grep -qx available; do sleep 1; done && ssh s1 sudo cinder local-attach web-data-2 && ${copied('s1')}`,
    )
  })

  it('onto a machine’s own disk, which is there', () => {
    expect(to(riding('bowl', 'local'), 'slab').line).toMatch(/^openstack baremetal (?!.*(?:volume|cinder) )/)
  })
})

describe('What is seen of it', () => {
  const verb = (run: Run, lane: Lane) =>
    seePark(run, { ...NO_MARKS, rider: 'rider/web', last: 'rider', since: run.world.tick }).verbs.find(
      each => each.verb === 'ROUTE' && each.lane === lane,
    )

  it.each(['boxes', 'slab'] as const)('ROUTE to the %s says that its disk is copied', lane => {
    expect(verb(riding('bowl'), lane)?.caption).toEqual(ui(`does.ROUTE.copy.${lane}`, { name: 'web' }))
  })

  it('ROUTE to where it rides, while it changes, says that it stays there', () => {
    const run = riding('bowl')
    to(run, 'boxes')
    expect(verb(run, 'bowl')?.caption).toEqual(ui('does.ROUTE.back', { name: 'web' }))
  })

  it.each([
    ['StatefulSet', 'does.SCALE.bowl.empty'],
    ['Deployment', 'does.SCALE.bowl'],
  ] as const)('SCALE of a %s says whether one more comes with an empty disk', (controller, key) => {
    const data = { sizeMiB: 100, copies: 'one', disk: 'network', writes: 0 } as const
    const run = aRun({ slo: 0, workloads: [aWorkload({ controller, data })] })
    told(run, 'ROUTE', 'rider/web', { lane: 'bowl' })
    const scale = seePark(at(run, 100), NO_MARKS).verbs.find(each => each.verb === 'SCALE')
    expect(scale?.caption).toEqual(ui(key, { name: 'web' }))
  })

  const marking = (run: Run, lane: Lane) =>
    seePark(run, { ...NO_MARKS, rider: 'rider/web', last: 'rider', since: run.world.tick }).lanes.find(
      each => each.lane === lane,
    )

  it.each([
    ['local', 'boxes', 44 + 41, 97 + 41],
    ['network', 'boxes', 44 + 41 + 3, 97 + 41 + 3],
    ['network', 'slab', 633 + 41 + 3, 655 + 41 + 3],
  ] as const)(
    'a lane says how long it and its copy take (%s disk, to the %s): %i to %i s',
    (disk, lane, least, most) => {
      const run = riding('bowl', disk)
      expect(marking(run, lane)).toMatchObject({ open: true, readyIn: { least, most }, noPlace: undefined })
      expect(marking(run, 'bowl')).toMatchObject({ open: false })
    },
  )

  it('a lane says that it has no place for a rider that was marked, before it is routed there', () => {
    const run = riding('bowl')
    for (const host of run.world.hypervisors) Object.assign(host, { disabled: true })
    expect(marking(run, 'boxes')?.noPlace).toMatchObject({ count: 1, of: 1 })
  })

  it('while its disk is copied its word is the copy’s', () => {
    const run = riding('bowl')
    to(run, 'boxes')
    until(run, () => run.world.volumes[1]?.busyUntil !== -1 && run.world.volumes[1] !== undefined)
    const lane = seePark(run, NO_MARKS).lanes.find(each => each.lane === 'boxes')
    expect(lane?.riders[0]).toMatchObject({ state: 'air', word: 'pg_basebackup' })
  })

  it('it is in the air for as long as the copy takes too', () => {
    const done = (sizeMiB: number) => {
      const run = riding('bowl', 'local', sizeMiB)
      to(run, 'boxes')
      at(run, run.world.tick + 50)
      const lane = seePark(run, NO_MARKS).lanes.find(each => each.lane === 'boxes')
      return lane?.riders[0]?.done ?? 0
    }
    expect(done(100)).toBeGreaterThan(500_000)
    expect(done(40_000)).toBeLessThan(120_000)
  })
})

/** A disk is deleted when no server has it any more. */
const WAY_BACK = {
  none: 'openstack server delete web',
  local: 'openstack server delete web',
  network: 'openstack server delete --wait web && openstack volume delete --purge web-data-2',
} as const

describe('ROUTE back to where it rides', () => {
  it.each([undefined, 'network', 'local'] as const)(
    'calls the change off (disk: %s): the new place goes, nobody is lost',
    disk => {
      const run = disk ? riding('bowl', disk) : at(routed(), 900)
      const { lost } = theTraffic(run.world)
      const { landedAt } = rider(run)
      to(run, 'boxes')
      at(run, run.world.tick + 60)
      expect(to(run, 'bowl')).toMatchObject({
        state: 'done',
        line: WAY_BACK[disk ?? 'none'],
      })
      expect(run.world.servers[0]?.status).toBe('DELETED')
      expect(rider(run)).toMatchObject({ lane: 'bowl', from: undefined, landedAt })
      at(run, run.world.tick + 60)
      expect(theTraffic(run.world)).toMatchObject({ lost, writesLost: 0 })
      expect(theWorkload(run.world)).toMatchObject({ standby: -1, volume: disk ? 0 : -1 })
      expect(whyNot(to(run, 'boxes'))).toBeUndefined()
    },
  )

  function routed(): Run {
    const run = aRun({ slo: 0, lasts: 3_600 })
    told(run, 'ROUTE', 'rider/web', { lane: 'bowl' })
    return run
  }

  it('is refused when it does not serve there any more', () => {
    const run = riding('bowl')
    to(run, 'boxes')
    bringDown(run.world, 'machine', run.world.nodes[run.world.pods[0]?.node ?? -1]?.name ?? '')
    at(run, run.world.tick + 60)
    expect(whyNot(to(run, 'bowl'))).toBe('refused.changing')
  })
})

describe('A rider with a disk that serves nobody where it is', () => {
  it('takes its network disk along, with all that was written', () => {
    const run = riding('boxes')
    bringDown(run.world, 'machine', run.world.hypervisors[run.world.servers[0]?.hypervisor ?? -1]?.name ?? '')
    at(run, run.world.tick + 20)
    const written = run.world.volumes[0]?.written ?? 0
    expect(whyNot(to(run, 'bowl'))).toBeUndefined()
    at(run, run.world.tick + 40)
    expect(run.world.volumes).toHaveLength(1)
    expect(run.world.volumes[0]?.written).toBeGreaterThan(written)
    expect(theTraffic(run.world).writesLost).toBe(0)
  })

  it('gives an empty disk up: nothing was written yet', () => {
    const run = aRun({
      slo: 0,
      workloads: [
        aWorkload({
          warmup: 100,
          readinessProbe: { periodSeconds: 2 },
          data: { sizeMiB: 10, copies: 'one', disk: 'local', writes: 1_000_000 },
        }),
      ],
    })
    to(run, 'bowl')
    at(run, 30)
    expect(run.world.volumes).toHaveLength(1)
    to(run, 'boxes')
    at(run, 130)
    expect(run.world.volumes.map(({ state }) => state)).toEqual(['deleted', 'in-use'])
  })
})

it('The old host dies under it, and what the standby had not is lost under its own cause', () => {
  const run = riding('bowl')
  to(run, 'boxes')
  ready(run)
  bringDown(run.world, 'machine', run.world.nodes[run.world.pods[0]?.node ?? -1]?.name ?? '')
  at(run, run.world.tick + 2)
  told(run, 'LAND', 'rider/web')
  at(run, run.world.tick + 5)
  expect(losses(run.world)).toMatchObject({ WritesLost: 250, HostDown: 22 })
  expect(reasons(run.play.told)).toContain('Promoted')
})
