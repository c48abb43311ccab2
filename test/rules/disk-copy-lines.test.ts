/** MOVE on a volume, as it can be typed: Cinder has no type for a machine's own disk, and CSI moves no claim. */

import { describe, expect, it } from 'vitest'
import type { Lane } from '../../src/model/command'
import type { Era } from '../../src/model/units'
import { isToLocalDisk } from '../../src/rules/disk-copy-lines'
import { aRun, at, aWorkload, told } from '../given'

type Disk = 'local' | 'network'

function moved(lane: Lane, era: Era, disk: Disk, controller: 'StatefulSet' | 'Deployment' = 'StatefulSet') {
  const data = { sizeMiB: 4_000, copies: 'one', disk } as const
  const run = aRun({ slo: 0, era, lasts: 3_000, workloads: [aWorkload({ data, controller })] })
  told(run, 'ROUTE', 'rider/web', { lane })
  at(run, 1_200)
  const { line } = told(run, 'MOVE', 'volume/web')
  expect(at(run, 1_600).world.volumes, 'the simulation does it').toMatchObject([
    { name: 'web-data', disk, state: 'deleted' },
    { name: 'web-data-2', disk: disk === 'local' ? 'network' : 'local', state: 'in-use' },
  ])
  expect(isToLocalDisk(line)).toBe(disk === 'network')
  return line.split(' && ')
}

const free = (volume: string) =>
  `until openstack volume show ${volume} -f value -c status | grep -qx available; do sleep 1; done`

/** While it runs, and what has changed since, when it has stopped. The label goes to the copy once the old disk is off. */
function copied(host: string, device: string, off: string): readonly string[] {
  const there = `ssh ${host} sudo`
  const synced = `${there} rsync -aHAX --delete /srv/web-data/ /mnt/`
  return [
    `${there} mkfs.xfs -f ${device}`,
    `${there} mount ${device} /mnt`,
    `${synced} || [ $? = 24 ]`, // files that vanished meanwhile
    `${there} systemctl stop web`,
    synced,
    `${there} umount /srv/web-data /mnt`,
    off,
    `${there} xfs_admin -L data ${device}`,
    `${there} systemctl start web`,
  ]
}

describe('A disk is copied to one of the other kind, twice, and the process goes on there', () => {
  it('from its machine’s own to the network, in a box', () => {
    expect(moved('boxes', 'now', 'local')).toEqual([
      'openstack volume create --size 4 --type ceph-rbd web-data-2',
      free('web-data-2'),
      'openstack server add volume web web-data-2',
      'until ssh web test -b /dev/vdc; do sleep 1; done',
      ...copied('web', '/dev/vdc', 'ssh web sudo lvchange --activate n data/web-data'),
      'ssh web sudo lvremove --yes data/web-data',
    ])
  })

  it('from the network to its machine’s own, in a box and on a machine', () => {
    expect(moved('boxes', 'now', 'network')).toEqual([
      'ssh web sudo lvcreate --size 4G --name web-data-2 data',
      ...copied('web', '/dev/data/web-data-2', 'openstack server remove volume web web-data'),
      free('web-data'),
      'openstack volume delete --purge web-data',
    ])
    const onMachine = moved('slab', 'now', 'network')
    expect(onMachine).toContain('ssh s1 sudo cinder local-detach web-data')
    expect(moved('slab', '2017', 'local')).toContain('ssh s1 sudo cinder local-attach web-data-2')
  })

  it('and nothing of it is kept on the root disk, which an evacuation loses', () => {
    for (const disk of ['local', 'network'] as const)
      expect(moved('boxes', 'now', disk).filter(line => line.includes('/etc/'))).toEqual([])
  })

  const done =
    'until kubectl get job/web-data-to-web-data-2 -o jsonpath={.status.succeeded} | grep -qx 1; do sleep 1; done'

  it.each<[Era, 'Deployment', string]>([
    ['now', 'Deployment', 'kubectl delete deployment/web --cascade=foreground'],
    ['2017', 'Deployment', 'kubectl delete deployment/web'],
  ])('of pods by a Job, once they are gone for the second time (%s, %s)', (era, controller, gone) => {
    expect(moved('bowl', era, 'local', controller)).toEqual([
      'kubectl create -f web-data-2.ceph-rbd.pvc.yaml',
      'kubectl create -f web-data-to-web-data-2.job.yaml',
      done,
      gone,
      'kubectl replace --force -f web-data-to-web-data-2.job.yaml',
      done,
      'kubectl apply -f web.yaml',
      'kubectl delete pvc/web-data',
    ])
  })

  it.each<[Era, string]>([
    ['now', 'kubectl delete statefulset/web --cascade=foreground'],
    ['2017', 'kubectl delete statefulset/web'],
  ])(
    'of a StatefulSet likewise, and its first pod finds the new disk under the name of its claim (%s)',
    (era, gone) => {
      expect(moved('bowl', era, 'local')).toEqual([
        'kubectl create -f web-data-2.ceph-rbd.pvc.yaml',
        'kubectl create -f web-data-to-web-data-2.job.yaml',
        done,
        gone,
        'kubectl replace --force -f web-data-to-web-data-2.job.yaml',
        done,
        'kubectl delete pvc/data-web-0 pvc/web-data-2',
        `kubectl patch pv/web-data-2 -p '{"spec":{"claimRef":null}}'`,
        'kubectl create -f data-web-0-on-web-data-2.pvc.yaml',
        'kubectl apply -f web.yaml',
      ])
    },
  )

  it('and with the claim’s class in its name, onto a machine’s own', () => {
    expect(moved('bowl', 'now', 'network')).toContain('kubectl create -f web-data-2.local-ssd.pvc.yaml')
  })
})
