/** UNDO on a volume, as it can be typed: Cinder reverts an available volume only (cinder/volume/api.py). */

import { describe, expect, it } from 'vitest'
import type { Lane } from '../../src/model/command'
import type { Era } from '../../src/model/units'
import { commandLine } from '../../src/rules/runbook'
import { captionByLine } from '../../src/view/line-captions'
import { anArrival, aPark, aRun, at, aWorkload, told } from '../given'

const FREE = 'until openstack volume show web-data -f value -c status | grep -qx available; do sleep 1; done'
const NOW = 'openstack volume revert web-data-1'
/** Ocata's Cinder reverts nothing (API 3.27): another volume takes the name over. */
const ASIDE = 'openstack volume set --name web-data-old web-data'
const ANEW = 'openstack volume create --snapshot web-data-1 web-data'

const UNDO = { verb: 'UNDO', target: 'volume/web', by: 'player' } as const

type Disk = 'local' | 'network'

type Controller = 'StatefulSet' | 'Deployment'

function saved(lane: Lane, era: Era, disk: Disk = 'network', controller: Controller = 'StatefulSet') {
  const run = riding(lane, era, disk, controller)
  told(run, 'SAVE', 'volume/web')
  return at(run, 1_100)
}

function riding(lane: Lane, era: Era, disk: Disk, controller: Controller = 'StatefulSet') {
  const run = aRun({
    slo: 0,
    era,
    lasts: 2_000,
    park: aPark({ images: [{ name: 'web', sizeMiB: 240, cached: true }] }) as never,
    workloads: [aWorkload({ warmup: 5, controller, data: { sizeMiB: 100, copies: 'one', disk } })],
    arrivals: [anArrival('web', { due: 1_000, patience: 1_000 })],
  })
  told(run, 'ROUTE', 'rider/web', { lane })
  return at(run, 1_000)
}
const save = (lane: Lane, era: Era, disk: Disk) =>
  commandLine(riding(lane, era, disk), { verb: 'SAVE', target: 'volume/web', by: 'player' })
const undo = (lane: Lane, era: Era, disk: Disk = 'network') => commandLine(saved(lane, era, disk), UNDO)

describe('SAVE on a volume is a snapshot of whoever made it', () => {
  it.each<[Disk, Lane, Era, readonly string[]]>([
    ['network', 'boxes', 'now', ['openstack volume snapshot create --force --volume web-data web-data-1']],
    ['network', 'slab', 'now', ['openstack volume snapshot create --force --volume web-data web-data-1']],
    ['network', 'bowl', '2017', ['openstack volume snapshot create --force --volume web-data web-data-1']],
    ['network', 'bowl', 'now', ['kubectl create -f web-data-1.volumesnapshot.yaml']],
    ['local', 'boxes', 'now', copied('web')],
    ['local', 'slab', '2017', copied('s1')],
    ['local', 'bowl', 'now', copied('b1')],
  ])('%s disk, %s (%s)', (disk, lane, era, lines) => {
    const line = save(lane, era, disk)
    expect(line.split(' && ')).toEqual(lines)
    expect(captionByLine('SAVE', line, undefined)).toBe('SAVE.backpack')
  })

  function copied(host: string): readonly string[] {
    return [
      `ssh ${host} sudo lvcreate --snapshot --extents 20%ORIGIN --name web-data-1 data/web-data`,
      `ssh ${host} sudo dd if=/dev/data/web-data-1 bs=4M | rbd import - backups/web-data-1`,
      `ssh ${host} sudo lvremove --yes data/web-data-1`,
    ]
  }
})

describe('UNDO on a volume stops what has it, takes it off, reverts it and does all that again backwards', () => {
  it.each<[Lane, Era, readonly string[]]>([
    [
      'boxes',
      'now',
      [
        'ssh web sudo systemctl stop web',
        'ssh web sudo umount /srv/web-data',
        'openstack server remove volume web web-data',
        FREE,
        NOW,
        FREE,
        'openstack server add volume web web-data',
        'ssh web sudo systemctl start web',
      ],
    ],
    [
      'slab',
      'now',
      [
        'ssh s1 sudo systemctl stop web',
        'ssh s1 sudo umount /srv/web-data',
        'ssh s1 sudo cinder local-detach web-data',
        FREE,
        NOW,
        FREE,
        'ssh s1 sudo cinder local-attach web-data',
        'ssh s1 sudo systemctl start web',
      ],
    ],
    [
      'bowl',
      'now',
      [
        'kubectl scale statefulset/web --replicas=0',
        'kubectl delete pvc/data-web-0', // pod web-0 has no other
        'kubectl create -f data-web-0-from-web-data-1.pvc.yaml',
        'kubectl scale statefulset/web --replicas=1',
      ],
    ],
    [
      'bowl',
      '2017',
      [
        'kubectl scale statefulset/web --replicas=0',
        FREE,
        ASIDE,
        'kubectl delete pvc/data-web-0',
        `sed "s/VOLUME_ID/$(${ANEW} -f value -c id)/" web-data.pv.yaml | kubectl create -f -`,
        FREE,
        'kubectl scale statefulset/web --replicas=1',
      ],
    ],
    [
      'boxes',
      '2017',
      [
        'ssh web sudo systemctl stop web',
        'ssh web sudo umount /srv/web-data',
        'openstack server remove volume web web-data',
        FREE,
        ASIDE,
        ANEW,
        FREE,
        'openstack server add volume web web-data',
        'ssh web sudo systemctl start web',
      ],
    ],
  ])('%s (%s)', (lane, era, lines) => {
    const line = undo(lane, era)
    expect(line.split(' && ')).toEqual(lines)
    expect(captionByLine('UNDO', line, undefined)).toBe(undefined) // called as it usually is
  })

  it.each<[Lane, readonly string[]]>([
    [
      'boxes',
      [
        'ssh web sudo systemctl stop web',
        'ssh web sudo umount /srv/web-data',
        written('web'),
        'ssh web sudo systemctl start web',
      ],
    ],
    [
      'bowl',
      [
        'kubectl scale statefulset/web --replicas=0',
        'while ssh b1 findmnt /dev/data/web-data >/dev/null; do sleep 1; done',
        written('b1'),
        'kubectl scale statefulset/web --replicas=1',
      ],
    ],
  ])('and a local one is written over where it lies (%s)', (lane, lines) => {
    expect(undo(lane, 'now', 'local').split(' && ')).toEqual(lines)
  })

  it('a Deployment’s claim is called as its manifest says', () => {
    const line = commandLine(saved('bowl', 'now', 'network', 'Deployment'), UNDO)
    expect(line).toContain('kubectl delete pvc/web-data && kubectl create -f web-data-from-web-data-1.pvc.yaml')
  })

  function written(host: string): string {
    return `rbd export backups/web-data-1 - | ssh ${host} sudo dd of=/dev/data/web-data bs=4M`
  }

  it('and of one that nobody has it is the revert alone', () => {
    const run = saved('bowl', 'now')
    told(run, 'ROUTE', 'rider/web', { lane: 'boxes' })
    run.world.workloads[0]?.units.splice(0)
    for (const each of run.world.deployments) each.deleted = true
    expect(commandLine(run, UNDO)).toBe(NOW)
  })
})
